using System.Linq.Expressions;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Duplicates;

/// <summary>
/// Finds records that may be of one person, and keeps what was said about them. Only who was born on the same day (or on the day with month
/// and day changed round) is compared, along an index; so a hundred thousand volunteers are a hundred thousand small questions, asked once.
/// </summary>
public sealed class DuplicateService(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, AuditLog audit, TimeProvider clock)
{
    /// <summary>Days in one query: a database takes only so many parameters.</summary>
    private const int MostDays = 400;

    /// <summary>Compares the next records that are new or have changed; how many. A pair that is known stays as it was decided.</summary>
    public Task<int> CompareAsync(int batch, CancellationToken ct) => ConcurrentChange.RetryAsync(db, () => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.UtcNow();
        var ids = await db.Volunteers.Where(v => v.ComparedAtUtc == null && v.ErasedAtUtc == null).Where(IsProven).OrderBy(v => v.VolunteerId).Select(v => v.VolunteerId).Take(batch).ToListAsync(ct);

        // Marked before it is read: who changes in this moment waits for the lock, and is compared again.
        await db.Volunteers.Where(v => ids.Contains(v.VolunteerId)).ExecuteUpdateAsync(set => set.SetProperty(v => v.ComparedAtUtc, now), ct);
        var fresh = await Read(db.Volunteers.Where(v => ids.Contains(v.VolunteerId))).ToListAsync(ct);
        var standing = (await db.LikelyDuplicates.Where(d => ids.Contains(d.FirstId) || ids.Contains(d.SecondId)).ToListAsync(ct)).ToDictionary(d => (d.FirstId, d.SecondId));
        var found = Find(fresh, await BornOnAsync(fresh, ct));

        foreach (var (pair, (one, other, resemblance)) in found)
        {
            if (!standing.TryGetValue(pair, out var known))
            {
                db.LikelyDuplicates.Add(LikelyDuplicate.Of(one, other, resemblance, now));
            }
            else if (known.State is DuplicateState.Open)
            {
                known.Judge(resemblance);
            }
        }

        // A name was corrected, and they are no longer alike.
        db.LikelyDuplicates.RemoveRange(standing.Values.Where(d => d.State is DuplicateState.Open && !found.ContainsKey((d.FirstId, d.SecondId))));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);

        return ids.Count;
    }));

    /// <summary>The coordinator knows them: two people. False if the pair is not there, or was decided otherwise.</summary>
    public Task<bool> SayTheyAreTwoAsync(Guid likelyDuplicateId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var pair = await db.LikelyDuplicates.Where(Visible.Duplicates(user)).SingleOrDefaultAsync(d => d.LikelyDuplicateId == likelyDuplicateId, ct);

        if (pair is null || !pair.SayTheyAreTwo(user.AccountId, clock.UtcNow()))
        {
            return pair is { State: DuplicateState.NotTheSame };
        }

        audit.Changed("NotTheSamePerson", AuditSubject.Volunteer, pair.FirstId);
        audit.Changed("NotTheSamePerson", AuditSubject.Volunteer, pair.SecondId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>Nobody has shown that an unconfirmed application is theirs, and it goes by itself: it is compared once the phone is confirmed.</summary>
    private static Expression<Func<Volunteer, bool>> IsProven => v => v.PhoneConfirmedAtUtc != null || v.ImportedAtUtc != null || v.State != VolunteerState.Applied;

    private Dictionary<(Guid First, Guid Second), (Guid One, Guid Other, Resemblance Resemblance)> Find(List<ComparedPerson> fresh, ILookup<DateOnly, ComparedPerson> bornOn)
    {
        var found = new Dictionary<(Guid, Guid), (Guid, Guid, Resemblance)>();

        foreach (var person in fresh)
        {
            foreach (var other in DaysOf(person).SelectMany(day => bornOn[day]).Where(o => o.VolunteerId != person.VolunteerId))
            {
                var pair = person.VolunteerId < other.VolunteerId ? (person.VolunteerId, other.VolunteerId) : (other.VolunteerId, person.VolunteerId);

                if (!found.ContainsKey(pair) && PersonLikeness.Of(person, other, cipher) is { } resemblance)
                {
                    found.Add(pair, (person.VolunteerId, other.VolunteerId, resemblance));
                }
            }
        }

        return found;
    }

    private async Task<ILookup<DateOnly, ComparedPerson>> BornOnAsync(List<ComparedPerson> fresh, CancellationToken ct)
    {
        List<ComparedPerson> all = [];

        foreach (var days in fresh.SelectMany(DaysOf).Distinct().Chunk(MostDays))
        {
            all.AddRange(await Read(db.Volunteers.Where(v => days.Contains(v.BornOn) && v.ErasedAtUtc == null).Where(IsProven)).ToListAsync(ct));
        }

        return all.ToLookup(p => p.BornOn);
    }

    private static IEnumerable<DateOnly> DaysOf(ComparedPerson person) => PersonLikeness.Turned(person.BornOn) is { } turned ? [person.BornOn, turned] : [person.BornOn];

    private static IQueryable<ComparedPerson> Read(IQueryable<Volunteer> volunteers) => volunteers.AsNoTracking()
        .Select(v => new ComparedPerson(v.VolunteerId, v.GivenName, v.FamilyName, v.BornOn, v.Gender, v.Phone, v.GuardianPhone, v.FinHash, v.FinEncrypted));
}
