using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Bench;

/// <summary>As many volunteers as one likes, the same each time: names as often as they are in Azerbaijan, in three centres.</summary>
internal sealed class Crowd(Func<Task<BenchScope>> newScope)
{
    private const int Batch = 1000;
    private const int Seed = 142;

    private static readonly string[] _families =
    [
        "Məmmədov", "Əliyev", "Həsənov", "Hüseynov", "Quliyev", "İsmayılov", "Abbasov", "Rzayev", "Kərimov", "Cəfərov", "Babayev", "Mustafayev", "Əhmədov", "İbrahimov", "Nəsirov", "Süleymanov", "Orucov",
        "Rəhimov", "Vəliyev", "Qasımov", "Musayev", "Səfərov", "Bağırov", "Zeynalov", "Ağayev", "Mirzəyev", "Nəbiyev", "Tağıyev", "Şükürov", "Yusifov", "Xəlilov", "Novruzov", "Fərəcov", "Paşayev", "O'Brien",
    ];

    private static readonly string[] _given =
    [
        "Günay", "Leyla", "Aysel", "Nigar", "Sevinc", "Ülviyyə", "Aytən", "Gülnar", "Lalə", "Səbinə", "Könül", "Vüsalə", "Əli", "Elçin", "Rəşad", "Tural", "Orxan", "Kənan", "Murad", "Samir", "Vüqar", "Zaur",
        "Çingiz", "Şahin", "İlqar", "Ramin", "Natiq", "Fərid", "Cavid", "Emin", "Пётр", "Ирина",
    ];

    private readonly Random _random = new(Seed);
    private int _made;

    /// <summary>Makes volunteers until there are so many.</summary>
    public async Task GrowAsync(int total, CancellationToken ct)
    {
        while (_made < total)
        {
            await using var scope = await newScope();
            var db = scope.Db;
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var places = await db.Districts.Join(db.Centres.Where(c => c.Code == "1" || c.Code == "2" || c.Code == "3"), d => d.CentreId, c => c.CentreId, (d, c) => new Place(d.DistrictCode, c.CentreId)).ToListAsync(ct);
            var skills = await db.Skills.Select(s => s.SkillCode).ToListAsync(ct);
            var languages = await db.Languages.Select(l => l.LanguageCode).ToListAsync(ct);
            var trainings = await db.CredentialTypes.OrderBy(t => t.Position).ToListAsync(ct);
            var tags = await TagsAsync(db, places, ct);

            for (var i = 0; i < Batch && _made < total; i++)
            {
                Add(db, places[_random.Next(places.Count)], skills, languages, trainings, tags);
                _made++;
            }

            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync(ct);
        }

        await ActivateAsync(ct);
    }

    /// <summary>Nine of ten serve. What they would have to sign and show first is not what is measured here.</summary>
    private async Task ActivateAsync(CancellationToken ct)
    {
        await using var scope = await newScope();
        await scope.Db.Volunteers.Where(v => v.State == VolunteerState.Applied && !v.Phone.EndsWith('7'))
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.State, VolunteerState.Active), ct);
    }

    private void Add(VolunteersDbContext db, Place place, List<string> skills, List<string> languages, List<CredentialType> trainings, Dictionary<Guid, Guid> tags)
    {
        var id = Guid.CreateVersion7();
        var isWoman = _random.Next(2) == 0;
        var family = _families[Math.Min(_random.Next(_families.Length), _random.Next(_families.Length))] + (isWoman ? "a" : "");
        var now = new DateTime(2026, 11, 1, 8, 0, 0, DateTimeKind.Utc);
        var volunteer = new Volunteer
        {
            VolunteerId = id,
            GivenName = _given[_random.Next(_given.Length)],
            FamilyName = family,
            BornOn = new DateOnly(1955 + _random.Next(52), 1 + _random.Next(12), 1 + _random.Next(28)),
            Gender = isWoman ? Gender.Female : Gender.Male,
            Phone = string.Create(CultureInfo.InvariantCulture, $"+99450{(_made * 7919L) % 10_000_000:0000000}"),
            Email = _random.Next(4) == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{SearchText.Fold(family)}{_made}@example.az"),
            DistrictCode = place.DistrictCode,
            CentreId = place.CentreId,
            Programme = (Programme)_random.Next(3),
            Culture = "az",
            AppliedAtUtc = now.AddMinutes(-_made),
        };
        volunteer.PhoneConfirmedAtUtc = now;

        volunteer.Skills.AddRange(Some(skills, 3).Select(s => new VolunteerSkill { VolunteerId = id, SkillCode = s }));
        volunteer.Languages.AddRange(Some(languages, 2).Select(l => new VolunteerLanguage { VolunteerId = id, LanguageCode = l }));
        volunteer.Availability.AddRange(Enumerable.Range(0, 2 + _random.Next(2)).Select(n => new AvailabilityWindow
        {
            AvailabilityWindowId = Guid.CreateVersion7(),
            VolunteerId = id,
            Day = (DayOfWeek)((_made + (n * 2)) % 7),
            StartsAt = new TimeOnly(9, 0),
            EndsAt = new TimeOnly(15, 0),
        }));

        if (_random.Next(4) == 0)
        {
            volunteer.Credentials.Add(Credential.Held(id, trainings[_random.Next(trainings.Count)], new CredentialDates(new DateOnly(2026, 10, 1), new DateOnly(2028, 10, 1)), null, now));
        }

        db.Volunteers.Add(volunteer);

        // One of twenty has a tag, one of three has served.
        if (_random.Next(20) == 0)
        {
            db.VolunteerTags.Add(new VolunteerTag { VolunteerId = id, TagId = tags[place.CentreId], AddedAtUtc = now });
        }

        if (_random.Next(3) == 0)
        {
            AddHours(db, id, place.CentreId, now);
        }
    }

    private void AddHours(VolunteersDbContext db, Guid volunteerId, Guid centreId, DateTime now)
    {
        for (var n = 1; n <= 1 + _random.Next(5); n++)
        {
            var entry = new HoursEntry
            {
                HoursEntryId = Guid.CreateVersion7(),
                VolunteerId = volunteerId,
                CentreId = centreId,
                ServiceDate = new DateOnly(2026, 10, n),
                Minutes = 180,
                SubmittedAtUtc = now,
                Sequence = n,
                PreviousHash = new string('0', HoursEntry.HashLength),
                Hash = new string('1', HoursEntry.HashLength),
            };
            entry.Approve(Guid.Empty, now);
            db.HoursEntries.Add(entry);
        }
    }

    private List<string> Some(List<string> of, int most) => Enumerable.Range(0, 1 + _random.Next(most)).Select(_ => of[_random.Next(of.Count)]).Distinct().ToList();

    private static async Task<Dictionary<Guid, Guid>> TagsAsync(VolunteersDbContext db, List<Place> places, CancellationToken ct)
    {
        foreach (var centreId in places.Select(p => p.CentreId).Distinct())
        {
            if (!await db.Tags.AnyAsync(t => t.CentreId == centreId, ct))
            {
                db.Tags.Add(new Tag { TagId = Guid.CreateVersion7(), CentreId = centreId, Name = "avtomobil", FoldedName = "avtomobil" });
            }
        }

        await db.SaveChangesAsync(ct);

        return await db.Tags.ToDictionaryAsync(t => t.CentreId, t => t.TagId, ct);
    }

    private sealed record Place(string DistrictCode, Guid CentreId);
}
