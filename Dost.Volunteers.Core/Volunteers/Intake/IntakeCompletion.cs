using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;

namespace Dost.Volunteers.Core.Volunteers.Intake;

/// <summary>
/// Whoever adds the last thing that is missing, a signature or a verified credential, makes the person active in the same transaction: they ask
/// here before they save. Two who add the last two things at once collide on the volunteer, and the second sees both.
/// </summary>
public sealed class IntakeCompletion(VolunteersDbContext db, IntakeChecklistReader checklists, PolicyReader policyReader, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Begins the service of a volunteer of this unit of work, if nothing is missing any more. The caller saves.</summary>
    public async Task<bool> TryCompleteAsync(Volunteer volunteer, CancellationToken ct)
    {
        volunteer.TouchCommitments();

        if (volunteer.State is not VolunteerState.Training)
        {
            return false;
        }

        var policy = await policyReader.ReadAsync(ct);
        await db.Entry(volunteer).Collection(v => v.Terms).LoadAsync(ct);

        if (!volunteer.Activate(await checklists.ReadAsync(volunteer, ct), policy.TermMonths, clock.UtcNow()))
        {
            return false;
        }

        // Each term has its own welcome.
        db.Add(volunteer.Terms[^1]);
        outbox.News(MessageKind.VolunteerAccepted, Recipient.Volunteer(volunteer.VolunteerId), volunteer.VolunteerId, volunteer.Terms.Count - 1, MessageChannel.Sms, MessageChannel.Email);
        audit.Changed("VolunteerActivated", AuditSubject.Volunteer, volunteer.VolunteerId);

        return true;
    }
}
