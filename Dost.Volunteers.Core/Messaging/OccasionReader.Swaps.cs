using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>Occasions of places that change hands.</summary>
public sealed partial class OccasionReader
{
    private static readonly HashSet<MessageKind> _swapKinds =
        [MessageKind.SwapAsked, MessageKind.SwapToApprove, MessageKind.SwapDone, MessageKind.SwapFailed, MessageKind.SwapRefused, MessageKind.SwapCalledOff];

    private async Task<Dictionary<Guid, Swap>> SwapsAsync(List<Guid> ids, CancellationToken ct)
    {
        var swaps = await db.Swaps.AsNoTracking().Where(s => ids.Contains(s.SwapId)).Include(s => s.Colleague).Include(s => s.Assignment).ThenInclude(a => a.Volunteer)
            .Include(s => s.Assignment).ThenInclude(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.HelpCategory)
            .Include(s => s.Assignment).ThenInclude(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.District)
            .Include(s => s.Assignment).ThenInclude(a => a.Shift).ThenInclude(s => s.Centre)
            .ToListAsync(ct);

        return swaps.ToDictionary(s => s.SwapId);
    }

    private static Occasion OfSwap(MessageKind kind, Swap swap, DateTime now)
    {
        var place = swap.Assignment;
        var stands = kind switch
        {
            MessageKind.SwapAsked => swap.State is SwapState.Asked && swap.StandsAt(now),
            MessageKind.SwapToApprove => swap.State is SwapState.Accepted && swap.StandsAt(now),
            MessageKind.SwapDone => swap.State is SwapState.Done && place.Shift.IsOpen(now),
            MessageKind.SwapFailed => swap.State is SwapState.Declined or SwapState.Lapsed && place.State is AssignmentState.Confirmed && place.Shift.IsOpen(now),
            MessageKind.SwapRefused => swap.State is SwapState.Refused && place.State is AssignmentState.Confirmed && place.Shift.IsOpen(now),
            _ => swap.State is SwapState.CalledOff or SwapState.Refused or SwapState.Lapsed && place.Shift.EndsAtUtc > now,
        };

        return new Occasion(
            stands,
            culture => new Dictionary<string, string>(AssignmentValues(place, now, culture))
            {
                ["volunteer"] = Colleague.ShortNameOf(place.Volunteer.GivenName, place.Volunteer.FamilyName),
                ["colleague"] = Colleague.ShortNameOf(swap.Colleague.GivenName, swap.Colleague.FamilyName),
                ["reason"] = swap.RefuseReason ?? "",
                ["until"] = MomentIn(swap.ExpiresAtUtc, now, culture),
            },
            kind switch
            {
                MessageKind.SwapAsked => new OccasionLink(LinkPurpose.AnswerSwap, swap.SwapId, place.Shift.EndsAtUtc + _afterwards),
                MessageKind.SwapToApprove => new OccasionLink(null, swap.SwapId, now, "/desk/swaps"),
                MessageKind.SwapDone or MessageKind.SwapCalledOff => new OccasionLink(null, swap.SwapId, now, "/me"),
                _ => new OccasionLink(null, swap.SwapId, now, $"/me/shifts/{swap.AssignmentId}/swap"),
            });
    }
}
