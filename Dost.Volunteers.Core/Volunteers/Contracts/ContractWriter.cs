using System.Globalization;
using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;

namespace Dost.Volunteers.Core.Volunteers.Contracts;

/// <summary>
/// Writes the contract of one person from the template. A paragraph that begins with a mark stands only where the mark holds: <c>[minor]</c>, <c>[adult]</c>,
/// <c>[insured]</c>, <c>[uninsured]</c>, <c>[dated]</c> (the term begins today with this signature) and <c>[undated]</c> (something else is still missing).
/// </summary>
public static partial class ContractWriter
{
    /// <param name="text">The template.</param>
    /// <param name="volunteer">Whose contract it is.</param>
    /// <param name="facts">What is not known of the volunteer alone.</param>
    /// <param name="culture">The language in which it is read.</param>
    public static string Write(ContractText text, Volunteer volunteer, ContractFacts facts, CultureInfo culture)
    {
        var isMinor = volunteer.AgeOn(facts.Today) < facts.Policy.GuardianConsentAge;
        var marks = new Dictionary<string, bool>
        {
            ["minor"] = isMinor,
            ["adult"] = !isMinor,
            ["insured"] = facts.Policy.VolunteersAreInsured,
            ["uninsured"] = !facts.Policy.VolunteersAreInsured,
            ["dated"] = facts.TermStartsToday,
            ["undated"] = !facts.TermStartsToday,
        };
        var values = new Dictionary<string, string>
        {
            ["name"] = volunteer.FullName,
            ["bornOn"] = SpokenTime.FullDate(volunteer.BornOn, culture),
            ["fin"] = facts.MaskedFin ?? "—",
            ["guardian"] = volunteer.GuardianName ?? "—",
            ["centre"] = facts.Centre.Name.In(culture),
            ["address"] = facts.Centre.Address.In(culture),
            ["months"] = facts.Policy.TermMonths.ToString(CultureInfo.InvariantCulture),
            ["startsOn"] = SpokenTime.FullDate(facts.Today, culture),
            ["endsOn"] = SpokenTime.FullDate(facts.Today.AddMonths(facts.Policy.TermMonths), culture),
            ["version"] = text.Version.ToString(CultureInfo.InvariantCulture),
        };
        var paragraphs = text.Body.In(culture).Split("\n\n").Select(p => (Mark: Mark().Match(p), Text: p)).Where(p => !p.Mark.Success || marks[p.Mark.Groups[1].Value])
            .Select(p => Place().Replace(p.Text[p.Mark.Length..], match => values[match.Groups[1].Value]));

        return string.Join("\n\n", paragraphs);
    }

    /// <summary>The first signs of a FIN, enough to know one's own by.</summary>
    public static string? Masked(Volunteer volunteer, FieldCipher cipher) => volunteer.FinEncrypted is { } fin ? cipher.Decrypt(fin)[..2] + new string('•', Fin.Length - 2) : null;

    [GeneratedRegex(@"^\[(\w+)\] ")]
    public static partial Regex Mark();

    [GeneratedRegex(@"\{(\w+)\}")]
    public static partial Regex Place();
}

/// <summary>What a contract says besides what is known of the volunteer.</summary>
public sealed record ContractFacts(Policy Policy, Centre Centre, DateOnly Today, string? MaskedFin, bool TermStartsToday);
