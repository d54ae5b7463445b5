using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>
/// Makes offers, one or thousands, in a fixed number of queries: every one is judged by the rule book as things stand now. What it adds is saved
/// with the unit of work.
/// </summary>
public sealed class Offers(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Offers what can be offered and says of each wish what became of it, in their order.</summary>
    /// <param name="shifts">The shifts of the wishes, at least.</param>
    /// <param name="volunteers">The volunteers of the wishes, at least.</param>
    /// <param name="wishes">Who in which role; each once.</param>
    /// <param name="fewerThanPlaces">Whether an offer that stands counts as a place, and as time of who has it; else more may be asked than there are places.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="ofAnyCentre">Whether volunteers of other centres may be asked: where somebody is needed urgently.</param>
    public async Task<IReadOnlyList<OfferLine>> AddAsync(
        IQueryable<Shift> shifts, IQueryable<Volunteer> volunteers, IReadOnlyList<OfferWish> wishes, bool fewerThanPlaces, CancellationToken ct, bool ofAnyCentre = false)
    {
        ArgumentNullException.ThrowIfNull(wishes);

        var now = clock.UtcNow();
        var policy = await policyReader.ReadAsync(ct);
        var standing = await db.Assignments.Where(a => shifts.Any(s => s.ShiftId == a.ShiftId)).ToDictionaryAsync(a => (a.ShiftId, a.VolunteerId), ct);
        var roles = (await shifts.ForPlacing().ToListAsync(ct)).SelectMany(s => s.Roles.Select(r => (Shift: s, Role: r))).ToDictionary(p => p.Role.ShiftRoleId);
        var centres = await volunteers.Select(v => new { v.VolunteerId, v.CentreId }).ToDictionaryAsync(v => v.VolunteerId, v => v.CentreId, ct);
        var (fromUtc, untilUtc) = roles.Count == 0 ? (now, now) : (roles.Values.Min(p => p.Shift.StartsAtUtc), roles.Values.Max(p => p.Shift.EndsAtUtc));
        var facts = (await factsReader.ReadAsync(volunteers, fromUtc, untilUtc, fewerThanPlaces ? now : null, ct)).ToDictionary(f => f.VolunteerId);
        var promised = standing.Values.Where(a => fewerThanPlaces && a.IsOpenOffer(now)).GroupBy(a => a.ShiftRoleId).ToDictionary(g => g.Key, g => g.Count());
        List<OfferLine> lines = [];

        foreach (var wish in wishes)
        {
            if (!roles.TryGetValue(wish.ShiftRoleId, out var found) || !found.Shift.IsOpen(now))
            {
                lines.Add(new OfferLine(wish, OfferVerdict.ShiftClosed));
                continue;
            }

            var (shift, role) = found;
            var person = facts.GetValueOrDefault(wish.VolunteerId);
            var breaches = person is null ? [] : RuleBook.Check(person, PlaceFacts.Of(shift, role), RuleLimits.Of(policy));
            var verdict =
                person is null || (!ofAnyCentre && shift.VolunteerTask.PlaceKind is not PlaceKind.Remote && centres[wish.VolunteerId] != shift.CentreId) ? OfferVerdict.OfAnotherCentre
                : breaches.Count > 0 ? OfferVerdict.RuleBroken
                : role.PlacesLeft <= promised.GetValueOrDefault(role.ShiftRoleId) ? OfferVerdict.PlaceTaken
                : OfferVerdict.Offered;
            var assignment = standing.GetValueOrDefault((shift.ShiftId, wish.VolunteerId)) ?? Places.New(shift, role, wish.VolunteerId);

            if (verdict is not OfferVerdict.Offered || !assignment.Offer(now, Waitlist.ExpiryOf(shift, policy, now)))
            {
                lines.Add(new OfferLine(wish, verdict is OfferVerdict.Offered ? OfferVerdict.AskedAlready : verdict, Breaches: breaches));
                continue;
            }

            Add(assignment, shift, role);
            standing[(shift.ShiftId, wish.VolunteerId)] = assignment;

            if (fewerThanPlaces)
            {
                promised[role.ShiftRoleId] = promised.GetValueOrDefault(role.ShiftRoleId) + 1;

                // A shift that is moved or called off at this moment collides here, and so does who takes the place.
                role.Touch();
            }

            lines.Add(new OfferLine(wish, OfferVerdict.Offered, assignment));
        }

        return lines;
    }

    private void Add(Assignment assignment, Shift shift, ShiftRole role)
    {
        if (db.Entry(assignment).State is EntityState.Detached)
        {
            db.Assignments.Add(assignment);
        }

        assignment.ShiftRoleId = role.ShiftRoleId;
        outbox.AboutAssignment(MessageKind.ShiftOffer, assignment, shift);
        audit.Changed("ShiftOffered", AuditSubject.Assignment, assignment.AssignmentId);
    }
}

/// <summary>Somebody to be asked for a role.</summary>
public sealed record OfferWish(Guid ShiftRoleId, Guid VolunteerId);

/// <summary>What became of a wish: the offer, or why there is none.</summary>
public sealed record OfferLine(OfferWish Wish, OfferVerdict Verdict, Assignment? Assignment = null, IReadOnlyList<RuleBreach>? Breaches = null)
{
    public IReadOnlyList<RuleBreach> Breaches { get; init; } = Breaches ?? [];
}

/// <summary>Whether somebody is asked for a place, or why not.</summary>
public enum OfferVerdict { Offered, PlaceTaken, ShiftClosed, RuleBroken, AskedAlready, OfAnotherCentre }
