using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>Puts people into the cells of a table, in the words of the reader's language.</summary>
public sealed class ExportLines(VolunteersDbContext db, TimeProvider clock, IStringLocalizer<Text> t)
{
    public async IAsyncEnumerable<IReadOnlyList<string>> Of(IAsyncEnumerable<ExportedPerson> people, IReadOnlyList<RosterColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(columns);

        var words = new Words(
            await db.Centres.AsNoTracking().ToDictionaryAsync(c => c.CentreId, c => c.Name),
            await db.Districts.AsNoTracking().ToDictionaryAsync(d => d.DistrictCode, d => d.Name),
            await db.Skills.AsNoTracking().ToDictionaryAsync(s => s.SkillCode, s => s.Name),
            await db.Languages.AsNoTracking().ToDictionaryAsync(l => l.LanguageCode, l => l.Name),
            await db.CredentialTypes.AsNoTracking().ToDictionaryAsync(c => c.CredentialTypeCode, c => c.Name));

        await foreach (var person in people)
        {
            yield return [.. columns.Select(c => Cell(c, person, words))];
        }
    }

    private string Cell(RosterColumn column, ExportedPerson person, Words words)
    {
        var culture = CultureInfo.CurrentUICulture;
        var volunteer = person.Volunteer;

        return column switch
        {
            RosterColumn.FamilyName => volunteer.FamilyName,
            RosterColumn.GivenName => volunteer.GivenName,
            RosterColumn.State => t.NameOf(volunteer.State),
            RosterColumn.Programme => t.NameOf(volunteer.Programme),
            RosterColumn.Centre => words.Centres[volunteer.CentreId].In(culture),
            RosterColumn.District => words.Districts[volunteer.DistrictCode].In(culture),
            RosterColumn.Phone => PhoneNumber.Display(volunteer.Phone),
            RosterColumn.Email => volunteer.Email ?? "",
            RosterColumn.BornOn => Day(volunteer.BornOn),
            RosterColumn.Age => volunteer.AgeOn(clock.TodayInBaku()).ToString(CultureInfo.InvariantCulture),
            RosterColumn.Gender => t.NameOf(volunteer.Gender),
            RosterColumn.MessageLanguage => CultureInfo.GetCultureInfo(volunteer.Culture).OwnName(),
            RosterColumn.Skills => List(volunteer.Skills.Select(s => words.Skills[s.SkillCode])),
            RosterColumn.Languages => List(volunteer.Languages.Select(l => words.Languages[l.LanguageCode])),
            RosterColumn.Tags => string.Join(", ", person.Tags),
            RosterColumn.ServedHours => (volunteer.ServedMinutes / 60.0).ToString("0.##", CultureInfo.GetCultureInfo("az")),
            RosterColumn.AppliedOn => Day(BakuTime.DateOf(volunteer.AppliedAtUtc)),
            RosterColumn.TermEndsOn => volunteer.TermEndsOn is { } day ? Day(day) : "",
            RosterColumn.Credentials => List(volunteer.Credentials.Where(c => c.IsValidOn(clock.TodayInBaku())).Select(c => words.Credentials[c.CredentialTypeCode])),
        };

        string List(IEnumerable<LocalName> names) => string.Join(", ", names.Select(n => n.In(culture)).Order(StringComparer.Create(culture, ignoreCase: true)));
    }

    private static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private sealed record Words(
        IReadOnlyDictionary<Guid, LocalName> Centres,
        IReadOnlyDictionary<string, LocalName> Districts,
        IReadOnlyDictionary<string, LocalName> Skills,
        IReadOnlyDictionary<string, LocalName> Languages,
        IReadOnlyDictionary<string, LocalName> Credentials);
}
