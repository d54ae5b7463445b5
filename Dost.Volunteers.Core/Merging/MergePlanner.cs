using System.Security.Cryptography;
using System.Text;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Merging;

/// <summary>Reads two records and says what a merge would do, and what stands against it. Changes nothing.</summary>
public sealed class MergePlanner(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, ComingPlaceJudge places, TimeProvider clock)
{
    /// <summary>Null if the pair is not there, or is not for who asks.</summary>
    public async Task<MergePlan?> ReadAsync(Guid likelyDuplicateId, Guid keptId, IReadOnlySet<MergeField> fromMerged, CancellationToken ct)
    {
        var pair = await db.LikelyDuplicates.AsNoTracking().Where(Visible.Duplicates(user))
            .SingleOrDefaultAsync(d => d.LikelyDuplicateId == likelyDuplicateId && (d.FirstId == keptId || d.SecondId == keptId), ct);

        if (pair is null)
        {
            return null;
        }

        var kept = await ReadAsync(keptId, ct);
        var merged = await ReadAsync(pair.OtherThan(keptId), ct);
        var differences = MergeFields.Of(kept, merged, fromMerged);
        var counts = await CountAsync(kept.VolunteerId, merged.VolunteerId, ct);

        return new MergePlan
        {
            Pair = pair,
            Kept = kept,
            Merged = merged,
            Differences = differences,
            Counts = counts,
            Obstacles = [.. await ObstaclesAsync(kept, merged, ct), .. await places.JudgeAsync(kept, merged, differences, ct)],
            Warnings = [.. await WarningsAsync(kept, merged, counts, ct)],
            Seen = SeenOf(pair, kept, merged),
        };
    }

    private Task<Volunteer> ReadAsync(Guid volunteerId, CancellationToken ct) =>
        db.Volunteers.AsNoTracking().Include(v => v.District).Include(v => v.Centre).SingleAsync(v => v.VolunteerId == volunteerId, ct);

    private async Task<MergeCounts> CountAsync(Guid keptId, Guid mergedId, CancellationToken ct)
    {
        var hours = await db.HoursEntries.Where(h => h.VolunteerId == mergedId && h.State != HoursState.Returned)
            .GroupBy(h => h.State).Select(g => new { g.Key, Minutes = g.Sum(h => h.Minutes) }).ToDictionaryAsync(g => g.Key, g => g.Minutes, ct);

        return new MergeCounts
        {
            Places = await db.Assignments.CountAsync(a => a.VolunteerId == mergedId && !db.Assignments.Any(o => o.VolunteerId == keptId && o.ShiftId == a.ShiftId), ct),
            PlacesThatStay = await db.Assignments.CountAsync(a => a.VolunteerId == mergedId && db.Assignments.Any(o => o.VolunteerId == keptId && o.ShiftId == a.ShiftId), ct),
            ApprovedMinutes = hours.GetValueOrDefault(HoursState.Approved),
            WaitingMinutes = hours.GetValueOrDefault(HoursState.Submitted),
            Credentials = await db.Credentials.CountAsync(c => c.VolunteerId == mergedId, ct),
            Contracts = await db.SignedContracts.CountAsync(c => c.VolunteerId == mergedId, ct),
            Terms = await db.ServiceTerms.CountAsync(t => t.VolunteerId == mergedId, ct),
            Interviews = await db.Interviews.CountAsync(i => i.VolunteerId == mergedId, ct),
            Notes = await db.VolunteerNotes.CountAsync(n => n.VolunteerId == mergedId, ct),
            Tags = await db.VolunteerTags.CountAsync(t => t.VolunteerId == mergedId, ct),
            Messages = await db.OutboundMessages.CountAsync(m => m.RecipientId == mergedId, ct),
        };
    }

    private async Task<List<MergeObstacle>> ObstaclesAsync(Volunteer kept, Volunteer merged, CancellationToken ct)
    {
        List<MergeObstacle> obstacles = [];
        var now = clock.UtcNow();
        void Need(bool holds, MergeObstacleKind kind)
        {
            if (!holds)
            {
                obstacles.Add(new MergeObstacle(kind));
            }
        }

        Need(PersonLikeness.CompareFins(Compared(kept), Compared(merged), cipher) is not FinLikeness.Different, MergeObstacleKind.DifferentFins);
        Need(merged.State is not VolunteerState.Active || kept.State is VolunteerState.Active or VolunteerState.Paused, MergeObstacleKind.MergedServes);
        Need(merged.State is not VolunteerState.Paused || kept.State is VolunteerState.Paused, MergeObstacleKind.MergedPauses);
        Need(user.VolunteerId != kept.VolunteerId && user.VolunteerId != merged.VolunteerId, MergeObstacleKind.OwnRecord);
        Need(!await db.Assignments.AnyAsync(a => a.VolunteerId == merged.VolunteerId && a.Shift.State == ShiftState.Published
            && (a.State == AssignmentState.CheckedIn || (a.State == AssignmentState.Confirmed && a.Shift.StartsAtUtc <= now)), ct), MergeObstacleKind.ServingNow);
        Need(!await db.Erasures.AnyAsync(e => (e.VolunteerId == kept.VolunteerId || e.VolunteerId == merged.VolunteerId)
            && e.Cause != ErasureCause.Retention && e.StoppedAtUtc == null && e.DoneAtUtc == null, ct), MergeObstacleKind.ErasureAsked);

        return obstacles;
    }

    private async Task<List<MergeWarning>> WarningsAsync(Volunteer kept, Volunteer merged, MergeCounts counts, CancellationToken ct)
    {
        List<MergeWarning> warnings = [];
        void Warn(bool applies, MergeWarning warning)
        {
            if (applies)
            {
                warnings.Add(warning);
            }
        }

        Warn(merged.State is VolunteerState.Rejected, MergeWarning.WasRejected);
        Warn(merged.State is VolunteerState.Active or VolunteerState.Paused, MergeWarning.TermEnds);
        Warn(await db.Interviews.AnyAsync(i => i.VolunteerId == merged.VolunteerId && (i.State == InterviewState.Invited || i.State == InterviewState.Booked), ct), MergeWarning.InterviewEnds);
        Warn(counts.PlacesThatStay > 0, MergeWarning.PlacesStay);
        Warn(await db.AvailabilityWindows.AnyAsync(w => w.VolunteerId == merged.VolunteerId, ct) && await db.AvailabilityWindows.AnyAsync(w => w.VolunteerId == kept.VolunteerId, ct), MergeWarning.AvailabilityStays);
        Warn(await db.Credentials.AnyAsync(c => c.VolunteerId == merged.VolunteerId && c.State == CredentialState.Revoked, ct), MergeWarning.HadRevokedCredential);
        Warn(await db.Users.AnyAsync(a => a.VolunteerId == merged.VolunteerId, ct), MergeWarning.SignInCloses);
        Warn(PersonLikeness.CompareFins(Compared(kept), Compared(merged), cipher) is FinLikeness.Close, MergeWarning.FinsAreClose);

        return warnings;
    }

    private static ComparedPerson Compared(Volunteer v) => new(v.VolunteerId, v.GivenName, v.FamilyName, v.BornOn, v.Gender, v.Phone, v.GuardianPhone, v.FinHash, v.FinEncrypted);

    private static string SeenOf(LikelyDuplicate pair, Volunteer kept, Volunteer merged)
    {
        var fields = Enum.GetValues<MergeField>().SelectMany(f => new[] { MergeFields.Says(kept, f), MergeFields.Says(merged, f) });
        var all = string.Join('\n', fields.Append($"{pair.Version:N}{kept.CommitmentsVersion:N}{merged.CommitmentsVersion:N}{kept.State}{merged.State}"));

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }
}
