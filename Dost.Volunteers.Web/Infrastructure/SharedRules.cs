using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>Rules that many forms share, with their words.</summary>
public static partial class SharedRules
{
    public static IRuleBuilderOptions<T, string?> IsPhone<T>(this IRuleBuilder<T, string?> rule, IStringLocalizer<Text> t) =>
        rule.Must(typed => PhoneNumber.TryParse(typed, out _))
            .WithMessage(_ => t["Check the phone number. Write it as 050 123 45 67, or with + and the country code"]);

    public static IRuleBuilderOptions<T, string?> IsEmail<T>(this IRuleBuilder<T, string?> rule, IStringLocalizer<Text> t) =>
        rule.Must(typed => typed is not null && typed.Trim().Length <= Volunteer.EmailMaxLength && Email().IsMatch(typed.Trim()))
            .WithMessage(_ => t["Check the e-mail address. Write it as name@example.az"]);

    public static IRuleBuilderOptions<T, string?> IsName<T>(this IRuleBuilder<T, string?> rule, IStringLocalizer<Text> t) =>
        rule.Must(typed => typed is null || (typed.Any(char.IsLetter) && !typed.Any(sign => char.IsDigit(sign) || char.IsControl(sign) || sign is '<' or '>')))
            .WithMessage(_ => t["Write the name in letters"]);

    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int characters, IStringLocalizer<Text> t) =>
        rule.MaximumLength(characters).WithMessage(_ => t["Make it shorter: at most {0} characters", characters]);

    /// <summary>In E.164, of what a validator took.</summary>
    public static string CleanPhone(string? typed) =>
        PhoneNumber.TryParse(typed, out var e164) ? e164 : throw new InvalidOperationException("The validator took what is no phone number.");

    public static string? CleanEmail(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim().ToLowerInvariant();

    /// <summary>Loose on purpose: whether an address is true, the link that is sent to it will tell.</summary>
    [GeneratedRegex(@"^[^@\s,;<>""]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Email();
}
