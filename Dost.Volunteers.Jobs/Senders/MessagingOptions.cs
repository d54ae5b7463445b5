namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Which providers carry messages. Section "Messaging". By default nothing leaves the machine.</summary>
public sealed class MessagingOptions
{
    public const string Section = "Messaging";

    public EmailProvider Email { get; set; } = EmailProvider.FileDrop;
    public SmsProvider Sms { get; set; } = SmsProvider.FileDrop;

    /// <summary>Where messages are kept that stay on this machine; relative to the content root.</summary>
    public string DropFolder { get; set; } = "data/outbox-drop";
}

public enum EmailProvider { FileDrop, Smtp }

public enum SmsProvider { FileDrop, Twilio }
