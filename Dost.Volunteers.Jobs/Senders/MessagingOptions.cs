using System.ComponentModel.DataAnnotations;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Which providers carry messages. Section "Messaging". By default nothing leaves the machine.</summary>
public sealed class MessagingOptions
{
    public const string Section = "Messaging";

    public EmailProvider Email { get; set; } = EmailProvider.FileDrop;
    public SmsProvider Sms { get; set; } = SmsProvider.FileDrop;

    /// <summary>Where messages are kept that stay on this machine; "outbox-drop" in the data folder unless given.</summary>
    public string? DropFolder { get; set; }

    /// <summary>How long they are kept.</summary>
    [Range(1, 3650)]
    public int DropKeepDays { get; set; } = 30;

    /// <summary>How many e-mails a second one process hands over at most.</summary>
    [Range(1, 1000)]
    public int EmailsPerSecond { get; set; } = 10;

    /// <summary>How many text messages a second one process hands over at most.</summary>
    [Range(1, 1000)]
    public int SmsPerSecond { get; set; } = 10;

    /// <summary>How often a process looks for messages that somebody waits for now; zero leaves them to the job of every minute.</summary>
    [Range(0, 60)]
    public int UrgentPollSeconds { get; set; } = 2;

    /// <summary>Where the provider of text messages reports delivery, below the public address; empty where nothing listens.</summary>
    public string SmsStatusPath { get; set; } = "/hooks/twilio/status";
}

public enum EmailProvider { FileDrop, Smtp }

public enum SmsProvider { FileDrop, Twilio }
