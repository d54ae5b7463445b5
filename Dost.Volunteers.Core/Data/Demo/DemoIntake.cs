using System.Globalization;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Core.Volunteers.Terms;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>Interviews, decisions, contracts and terms of the demonstration.</summary>
internal sealed class DemoIntake(DemoWorld world, FieldCipher cipher, Outbox outbox, AuditLog audit)
{
    private const int SlotMinutes = 30;
    private static readonly string[] _refusals = ["no-interview", "age", "district"];

    private readonly List<InterviewSlot> _slots = [];

    /// <summary>Two hours each morning of the coming working days at every centre, and a few calls in the afternoon.</summary>
    public void OpenSlots()
    {
        foreach (var centre in world.Centres)
        {
            for (var day = 1; day <= 9; day++)
            {
                var date = world.Today.AddDays(day);

                if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                {
                    continue;
                }

                for (var i = 0; i < 4; i++)
                {
                    _slots.Add(Slot(centre.CentreId, BakuTime.ToUtc(date, new TimeOnly(10, 0).AddMinutes(i * SlotMinutes)), InterviewWay.AtCentre));
                }

                if (day % 2 == 0)
                {
                    _slots.Add(Slot(centre.CentreId, BakuTime.ToUtc(date, new TimeOnly(15, 0)), InterviewWay.Phone));
                }
            }
        }

        world.Db.InterviewSlots.AddRange(_slots);
    }

    /// <summary>Some have chosen a time, and some have not yet.</summary>
    public void Invite(Volunteer volunteer, DateTime decided)
    {
        Need(volunteer.InviteToInterview(decided), volunteer);
        var interview = new Interview { InterviewId = world.NewId(decided), VolunteerId = volunteer.VolunteerId, InvitedAtUtc = decided };
        var recipient = Recipient.Volunteer(volunteer.VolunteerId);
        outbox.News(MessageKind.InterviewInvitation, recipient, interview.InterviewId, 0, MessageChannel.Sms, MessageChannel.Email);
        audit.Changed("InterviewInvited", AuditSubject.Volunteer, volunteer.VolunteerId);
        var slot = world.Chance(65) ? _slots.Find(s => s.CentreId == volunteer.CentreId && s.PlacesLeft > 0 && world.Chance(40)) : null;

        if (slot?.TakePlace(decided) is true)
        {
            world.Clock.MomentUtc = world.MomentBetween(decided, world.NowUtc);
            interview.Book(slot, world.Clock.MomentUtc);
            outbox.News(MessageKind.InterviewBooked, recipient, interview.InterviewId, Outbox.VersionOf(slot.Revision, interview.Round), MessageChannel.Sms, MessageChannel.Email);
        }

        volunteer.Interviews.Add(interview);
    }

    public void Refuse(Volunteer volunteer, DateTime decided)
    {
        var code = world.Pick(_refusals);
        Need(volunteer.Reject(code, world.Pick(world.Texts.List("volunteerRejections", code)), null, decided) is IntakeOutcome.Done, volunteer);
        Tell(MessageKind.VolunteerRejected, volunteer.VolunteerId, volunteer.VolunteerId, 0);
        audit.Changed("VolunteerRejected", AuditSubject.Volunteer, volunteer.VolunteerId);
    }

    public void Accept(Volunteer volunteer, DateTime decided)
    {
        Need(volunteer.Accept(decided) is IntakeOutcome.Done, volunteer);
        Tell(MessageKind.ContractReady, volunteer.VolunteerId, volunteer.VolunteerId, 0);
        audit.Changed("VolunteerAccepted", AuditSubject.Volunteer, volunteer.VolunteerId);
    }

    /// <summary>Signs what the person would have read on that day.</summary>
    public void Sign(Volunteer volunteer, DateTime decided)
    {
        var (culture, today) = (CultureInfo.GetCultureInfo(volunteer.Culture), BakuTime.DateOf(decided));
        var version = world.Demands.ContractVersions[volunteer.Programme];
        var text = world.ContractTexts.Single(t => t.Programme == volunteer.Programme && t.Version == version);
        var centre = world.Centres.Single(c => c.CentreId == volunteer.CentreId);
        var words = ContractWriter.Write(text, volunteer, new ContractFacts(world.Demands.Policy, centre, today, ContractWriter.Masked(volunteer, cipher), TermStartsToday: true), culture);
        volunteer.Contracts.Add(new SignedContract
        {
            SignedContractId = world.NewId(decided),
            VolunteerId = volunteer.VolunteerId,
            Programme = volunteer.Programme,
            TextVersion = version,
            Culture = volunteer.Culture,
            TextEncrypted = cipher.Encrypt(words),
            TextHash = SignedContract.HashOf(words),
            SignedName = volunteer.FullName,
            SignedAtUtc = decided,
            SignedFrom = "192.0.2.17",
            GuardianName = volunteer.AgeOn(today) < world.Demands.Policy.GuardianConsentAge ? volunteer.GuardianName : null,
        });
        audit.Changed("ContractSigned", AuditSubject.Volunteer, volunteer.VolunteerId);
    }

    /// <summary>The contract, and with it the term.</summary>
    public void Begin(Volunteer volunteer, DateTime decided)
    {
        Sign(volunteer, decided);
        var checklist = IntakeChecklist.Of(volunteer, world.Demands with { Today = BakuTime.DateOf(decided) });
        Need(volunteer.Activate(checklist, world.Demands.Policy.TermMonths, decided), volunteer);
        Tell(MessageKind.VolunteerAccepted, volunteer.VolunteerId, volunteer.VolunteerId, 0);
        audit.Changed("VolunteerActivated", AuditSubject.Volunteer, volunteer.VolunteerId);
    }

    public void Told(Volunteer volunteer, VolunteerState state)
    {
        if (state is VolunteerState.Completed)
        {
            var term = volunteer.Terms[^1];
            Tell(MessageKind.TermCompleted, volunteer.VolunteerId, term.ServiceTermId, term.EndsOn.DayNumber);
        }
    }

    /// <summary>Without what was said in time, all of it would be owed at once when the jobs begin.</summary>
    public void Warn()
    {
        foreach (var term in world.People.SelectMany(p => p.Volunteer.Terms).Where(t => t.State is ServiceTermState.Running))
        {
            var warned = BakuTime.ToUtc(term.EndsOn.AddDays(-world.Demands.Policy.TermWarnDays), new TimeOnly(9, 10));

            if (warned <= world.NowUtc)
            {
                foreach (var channel in Enum.GetValues<MessageChannel>())
                {
                    world.Db.OutboundMessages.Add(OutboundMessage.For(
                        MessageKind.TermEnding, channel, Recipient.Volunteer(term.VolunteerId), term.ServiceTermId, warned, BakuTime.DayOf(term.EndsOn).UntilUtc, term.EndsOn.DayNumber));
                }
            }
        }
    }

    private InterviewSlot Slot(Guid centreId, DateTime startsAtUtc, InterviewWay way) => new()
    {
        InterviewSlotId = world.NewId(startsAtUtc),
        CentreId = centreId,
        CoordinatorId = world.CoordinatorOf[centreId],
        StartsAtUtc = startsAtUtc,
        Minutes = SlotMinutes,
        Way = way,
        Where = way is InterviewWay.AtCentre ? "2-ci mərtəbə, otaq 204" : null,
        Capacity = 1,
    };

    private void Tell(MessageKind kind, Guid volunteerId, Guid subjectId, int version) =>
        outbox.News(kind, Recipient.Volunteer(volunteerId), subjectId, version, MessageChannel.Sms, MessageChannel.Email);

    private static void Need(bool done, Volunteer volunteer)
    {
        if (!done)
        {
            throw new InvalidOperationException($"A volunteer of the demonstration cannot go on from {volunteer.State}.");
        }
    }
}
