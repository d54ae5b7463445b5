using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>
/// The mailbox to which e-mails come back that could not be delivered: that of <c>Smtp:FromAddress</c>. Section "Imap"; without a host
/// none is read. The password comes from the environment or a secret store, never from a file in git.
/// </summary>
public sealed class ImapOptions
{
    public const string Section = "Imap";

    /// <summary>Empty where no mailbox is read.</summary>
    public string Host { get; set; } = "";

    [Range(1, 65535)]
    public int Port { get; set; } = 993;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.Tls;

    [Required]
    public string UserName { get; set; } = "";

    [Required]
    public string Password { get; set; } = "";

    /// <summary>Where the letters come in.</summary>
    [Required]
    public string Folder { get; set; } = "INBOX";

    /// <summary>Where letters go that were read; empty to leave them where they are, marked as read.</summary>
    public string MoveTo { get; set; } = "";

    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>SHA-256 of the certificate of a server that no public authority vouches for, in hexadecimal.</summary>
    [RegularExpression("^([0-9A-Fa-f]{64})?$")]
    public string TrustedCertificate { get; set; } = "";

    public bool IsSet => Host.Length > 0;
}

/// <summary>Refuses at start what would fail at the first letter.</summary>
internal sealed class ImapOptionsCheck : IValidateOptions<ImapOptions>
{
    public ValidateOptionsResult Validate(string? name, ImapOptions options)
    {
        if (!options.IsSet)
        {
            return ValidateOptionsResult.Skip;
        }

        if (!ImapMailbox.CanRead)
        {
            return ValidateOptionsResult.Fail("Imap: this build cannot read a mailbox; leave Imap:Host empty, or build with the full package set.");
        }

        var problems = OptionsCheck.Problems(ImapOptions.Section, options);
        if (options.Security is SmtpSecurity.None)
        {
            problems.Add("Imap: a password must not travel without TLS; set Imap:Security to StartTls or Tls.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
