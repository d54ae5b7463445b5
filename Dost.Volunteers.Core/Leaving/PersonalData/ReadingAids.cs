using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Leaving.PersonalData;

/// <summary>What codes stand for, and what was encrypted: so that a person can read what is kept of them.</summary>
public sealed class ReadingAids
{
    private readonly Dictionary<string, LocalName> _names;
    private readonly Dictionary<(string Code, int Version), LocalName> _texts;
    private readonly Dictionary<Guid, string> _staff;
    private readonly FieldCipher _cipher;

    private ReadingAids(Dictionary<string, LocalName> names, Dictionary<(string Code, int Version), LocalName> texts, Dictionary<Guid, string> staff, FieldCipher cipher) =>
        (_names, _texts, _staff, _cipher) = (names, texts, staff, cipher);

    public object? Skill(string code) => Name("skill", code);

    public object? Language(string code) => Name("language", code);

    public object? District(string code) => Name("district", code);

    public object? Centre(Guid id) => Name("centre", id.ToString("N"));

    public object? CredentialType(string code) => Name("credential", code);

    public object? Category(string code) => Name("category", code);

    /// <summary>The text that was agreed to, in the language in which it was read.</summary>
    public object? TextOf(Consent consent) =>
        _texts.GetValueOrDefault((consent.Code, consent.Version)) is { } text ? text.In(CultureInfo.GetCultureInfo(consent.Culture)) : null;

    /// <summary>Who looked, where it was a person who still works here.</summary>
    public object? Staff(Guid? accountId) => accountId is { } id ? _staff.GetValueOrDefault(id) : null;

    public object? Open(string? encrypted) => encrypted is null ? null : _cipher.Decrypt(encrypted);

    internal static async Task<ReadingAids> ReadAsync(VolunteersDbContext db, FieldCipher cipher, Person person, CancellationToken ct)
    {
        var names = new Dictionary<string, LocalName>();
        await AddAsync("skill", db.Skills.AsNoTracking().Select(s => new Named(s.SkillCode, s.Name)));
        await AddAsync("language", db.Languages.AsNoTracking().Select(l => new Named(l.LanguageCode, l.Name)));
        await AddAsync("district", db.Districts.AsNoTracking().Select(d => new Named(d.DistrictCode, d.Name)));
        await AddAsync("credential", db.CredentialTypes.AsNoTracking().Select(c => new Named(c.CredentialTypeCode, c.Name)));
        await AddAsync("category", db.HelpCategories.AsNoTracking().Select(c => new Named(c.HelpCategoryCode, c.Name)));

        foreach (var centre in await db.Centres.AsNoTracking().Select(c => new { c.CentreId, c.Name }).ToListAsync(ct))
        {
            names.Add($"centre {centre.CentreId:N}", centre.Name);
        }

        var lookers = db.AuditEntries.Where(e => e.Subject == Audit.AuditSubject.Volunteer && person.RecordIds.Contains(e.SubjectId)).Select(e => e.ActorId);

        return new ReadingAids(
            names,
            await db.ConsentTexts.AsNoTracking().ToDictionaryAsync(t => (t.Code, t.Version), t => t.Body, ct),
            await db.Users.AsNoTracking().Where(a => lookers.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct),
            cipher);

        async Task AddAsync(string kind, IQueryable<Named> some)
        {
            foreach (var named in await some.ToListAsync(ct))
            {
                names.Add($"{kind} {named.Code}", named.Name);
            }
        }
    }

    private object Name(string kind, string code) => _names.TryGetValue($"{kind} {code}", out var name) ? name : code;

    private sealed record Named(string Code, LocalName Name);
}
