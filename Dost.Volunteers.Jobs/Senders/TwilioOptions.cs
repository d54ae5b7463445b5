using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>The text-message provider. Section "Twilio"; secrets come from the environment or a secret store, never from a file in git.</summary>
public sealed class TwilioOptions
{
    public const string Section = "Twilio";

    [Required, RegularExpression("^AC[0-9a-f]{32}$")]
    public string AccountSid { get; set; } = "";

    /// <summary>Signs in, and checks the signature of what Twilio posts to us.</summary>
    [Required]
    public string AuthToken { get; set; } = "";

    /// <summary>Our number in E.164, or a sender name that the operators have approved. Not needed with a messaging service.</summary>
    public string From { get; set; } = "";

    public string MessagingServiceSid { get; set; } = "";

    /// <summary>Another address than api.twilio.com: a gateway of the house's own, or a test.</summary>
    public Uri? BaseUrl { get; set; }

    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 20;
}

/// <summary>Refuses at start what would fail at the first text message.</summary>
internal sealed class TwilioOptionsCheck(IOptions<MessagingOptions> messaging) : IValidateOptions<TwilioOptions>
{
    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        if (messaging.Value.Sms is not SmsProvider.Twilio)
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = OptionsCheck.Problems(TwilioOptions.Section, options);
        if (options.From.Length == 0 && options.MessagingServiceSid.Length == 0)
        {
            problems.Add("Twilio: set Twilio:From or Twilio:MessagingServiceSid.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
