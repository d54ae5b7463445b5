using System.Globalization;
using Dost.Volunteers.Core.Broadcasts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>What became of the messages of the history: nearly all were sent, a few not, and only the newest still wait.</summary>
internal sealed class DemoMessages(DemoWorld world, DemoStaffing staffing)
{
    private const int DaysSinceNews = 3;
    private const int PeopleWithNews = 12;
    private const int LimitMillis = 100_000;
    private const int PartsOfSms = 2;
    private const int PartMillis = 60;

    /// <summary>What was queued later than this still waits, so that one can see the dispatch work.</summary>
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(10);

    /// <summary>Reminders are told of for shifts that were or are as near as this.</summary>
    private static readonly TimeSpan _remindersSince = TimeSpan.FromDays(3);

    public void Settle()
    {
        AddReminders();
        AddBroadcast();
        var contacts = world.People.ToDictionary(p => p.Volunteer.VolunteerId, p => p.Volunteer);

        foreach (var (number, message) in world.Db.OutboundMessages.Local.OrderBy(m => m.CreatedAtUtc).ToList().Index())
        {
            var sentAt = (message.IsUrgent ? message.CreatedAtUtc : world.Quiet.NextAllowed(message.CreatedAtUtc)).AddSeconds(world.Between(8, 70));

            if (message.CreatedAtUtc > world.NowUtc - _fresh)
            {
                continue;
            }

            var volunteer = contacts.GetValueOrDefault(message.RecipientId);
            var hasNoAddress = message.Channel is MessageChannel.Email
                && (volunteer is not null ? volunteer.Email is null : message.RecipientKind is RecipientKind.Asker && world.Db.HelpRequests.Local.First(r => r.HelpRequestId == message.RecipientId).ContactEmail is null);

            if (hasNoAddress)
            {
                message.State = MessageState.Suppressed;
                message.Reason = MessageReason.NoAddress;
            }
            else if (number % 211 == 57)
            {
                (message.State, message.Reason, message.Attempts) = (MessageState.Failed, message.Channel is MessageChannel.Sms ? "twilio 21211" : "smtp 550", 1);
            }
            else if (number % 307 == 91)
            {
                (message.State, message.Reason) = (MessageState.Expired, MessageReason.Stale);
            }
            else if (message.Kind is MessageKind.ShiftReminder && number % 61 == 7)
            {
                message.State = MessageState.Superseded;
            }
            else
            {
                MarkSent(message, sentAt < world.NowUtc ? sentAt : world.NowUtc);
            }
        }
    }

    /// <summary>What a coordinator wrote to some of the centre three days ago, and the centre's limit of the month.</summary>
    private void AddBroadcast()
    {
        var centre = world.Centres.Single(c => c.Code == "1");
        var at = BakuTime.ToUtc(BakuTime.DateOf(world.NowUtc).AddDays(-DaysSinceNews), new TimeOnly(11, 0));
        var broadcast = new Broadcast
        {
            BroadcastId = Guid.CreateVersion7(),
            UserAccountId = world.CoordinatorOf[centre.CentreId],
            CentreId = centre.CentreId,
            Channel = MessageChannel.Sms,
            SubjectAz = null,
            TextAz = "Şənbə günü saat 11:00-da mərkəzimizdə könüllülərin çay görüşü olacaq. Gəlin, Sizi gözləyirik!",
            TextRu = "В субботу в 11:00 в нашем центре чаепитие волонтёров. Приходите, мы вас ждём!",
            AddedAtUtc = at.AddMinutes(-10),
        };
        broadcast.Confirm(at);

        foreach (var person in world.People.Select(p => p.Volunteer).Where(v => v.CentreId == centre.CentreId && v.State is VolunteerState.Active).Take(PeopleWithNews))
        {
            broadcast.Recipients.Add(new BroadcastRecipient { BroadcastId = broadcast.BroadcastId, VolunteerId = person.VolunteerId, OwedAtUtc = at });
            world.Db.OutboundMessages.Add(OutboundMessage.For(MessageKind.Broadcast, MessageChannel.Sms, Recipient.Volunteer(person.VolunteerId), broadcast.BroadcastId, at, at + Broadcast.NewsFor));
        }

        broadcast.Advance(isFinished: true, at);
        world.Db.Broadcasts.Add(broadcast);
        centre.SmsLimitMillis = LimitMillis;
    }

    /// <summary>The reminders that went out already; without them all would be owed at once when the jobs begin.</summary>
    private void AddReminders()
    {
        foreach (var shift in staffing.Shifts.Where(s => s.StartsAtUtc > world.NowUtc - _remindersSince && s.State is ShiftState.Published or ShiftState.Completed))
        {
            var stages = world.Centres.Single(c => c.CentreId == shift.CentreId).ReminderStages;

            foreach (var assignment in shift.Assignments.Where(a => a.HoldsPlace))
            {
                foreach (var stage in stages)
                {
                    var moment = ReminderPlan.MomentOf(stage.LeadMinutes, shift.StartsAtUtc, world.Quiet);

                    if (moment <= world.NowUtc && moment > assignment.AnsweredAtUtc && moment < shift.StartsAtUtc)
                    {
                        Add(assignment, shift, stage.Code, moment, stage.BySms, stage.ByEmail);
                    }
                }
            }
        }
    }

    private void Add(Assignment assignment, Shift shift, string stage, DateTime moment, bool bySms, bool byEmail)
    {
        foreach (var channel in Enum.GetValues<MessageChannel>())
        {
            if (channel is MessageChannel.Sms ? bySms : byEmail)
            {
                world.Db.OutboundMessages.Add(OutboundMessage.For(
                    MessageKind.ShiftReminder, channel, Recipient.Volunteer(assignment.VolunteerId), assignment.AssignmentId, moment, shift.StartsAtUtc, Outbox.VersionOf(assignment, shift), stage));
            }
        }
    }

    private static void MarkSent(OutboundMessage message, DateTime sentAt)
    {
        message.State = MessageState.Sent;
        message.Attempts = 1;
        message.SentAtUtc = sentAt;

        if (message.Channel is MessageChannel.Sms)
        {
            (message.Parts, message.PriceMillis) = (PartsOfSms, PartsOfSms * PartMillis);
        }

        message.ProviderId = string.Create(CultureInfo.InvariantCulture, $"demo-{message.OutboundMessageId:N}");
    }
}
