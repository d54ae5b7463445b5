using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>The mail server. Section "Smtp"; the password comes from the environment or a secret store, never from a file in git.</summary>
public sealed class SmtpOptions
{
    public const string Section = "Smtp";

    [Required]
    public string Host { get; set; } = "";

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Empty where the server asks for none.</summary>
    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    [Required, EmailAddress]
    public string FromAddress { get; set; } = "";

    public string FromName { get; set; } = "DOST";

    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>SHA-256 of the certificate of a server that no public authority vouches for, in hexadecimal.</summary>
    [RegularExpression("^([0-9A-Fa-f]{64})?$")]
    public string TrustedCertificate { get; set; } = "";
}

public enum SmtpSecurity
{
    /// <summary>For a relay on the same machine only.</summary>
    None,
    StartTls,

    /// <summary>TLS from the first byte, as on port 465.</summary>
    Tls,
}

/// <summary>Refuses at start what would fail at the first e-mail.</summary>
internal sealed class SmtpOptionsCheck(IOptions<MessagingOptions> messaging) : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        if (messaging.Value.Email is not EmailProvider.Smtp)
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = OptionsCheck.Problems(SmtpOptions.Section, options);
        if (options.UserName.Length > 0 && options.Security is SmtpSecurity.None)
        {
            problems.Add("Smtp: a password must not travel without TLS; set Smtp:Security to StartTls or Tls.");
        }

        if (options.Security is SmtpSecurity.Tls && !SmtpEmailSender.CanStartInTls)
        {
            problems.Add("Smtp: this build cannot speak TLS from the first byte; use StartTls, or build with the full package set.");
        }

        if (options.TrustedCertificate.Length > 0 && !SmtpEmailSender.CanTrustOneCertificate)
        {
            problems.Add("Smtp: this build cannot trust a single certificate; add it to the machine's store, or build with the full package set.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
