using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>What people wrote by SMS: in each centre something to read, something that was settled, and one message of somebody unknown.</summary>
internal sealed class DemoInbox(VolunteersDbContext db, FieldCipher cipher, TimeProvider clock)
{
    private const int MinutesBetween = 17;
    private int _number;

    public async Task AddAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();

        foreach (var centreId in await db.Centres.OrderBy(c => c.Code).Select(c => c.CentreId).ToListAsync(ct))
        {
            var asked = await db.Assignments.Include(a => a.Shift).Include(a => a.Volunteer)
                .Where(a => a.Volunteer.CentreId == centreId && a.State == AssignmentState.Confirmed && a.Shift.State == ShiftState.Published && a.Shift.StartsAtUtc > now)
                .OrderBy(a => a.Shift.StartsAtUtc).ThenBy(a => a.AssignmentId).Take(1).ToListAsync(ct);

            foreach (var place in asked)
            {
                db.SmsQuestions.Add(new SmsQuestion
                {
                    SmsQuestionId = Guid.CreateVersion7(),
                    VolunteerId = place.VolunteerId,
                    Kind = MessageKind.ShiftReminder,
                    SubjectId = place.AssignmentId,
                    SubjectVersion = Outbox.VersionOf(place, place.Shift),
                    Number = 0,
                    AskedAtUtc = now.AddHours(-2),
                    ExpiresAtUtc = place.Shift.StartsAtUtc,
                });
                Add(place.Volunteer, "Bəli, amma yarım saat gecikə bilərəm", InboundVerdict.NotUnderstood, now);
            }

            var people = await db.Volunteers.Where(v => v.CentreId == centreId && v.State == VolunteerState.Active && v.ErasedAtUtc == null).OrderBy(v => v.VolunteerId).Take(2).ToListAsync(ct);

            foreach (var person in people)
            {
                Add(person, "A1 beli", InboundVerdict.Answered, now, saidYes: true);
            }

            if (people.FirstOrDefault() is { } writer)
            {
                Add(writer, "Sağ olun! Növbəti həftə də gələ bilərəm, kimə deyim?", InboundVerdict.NotUnderstood, now);
            }
        }

        Add(null, "Salam, bu DOST-dur? Anam üçün kömək lazımdır", InboundVerdict.UnknownSender, now);
        await db.SaveChangesAsync(ct);
    }

    private void Add(Volunteer? person, string text, InboundVerdict verdict, DateTime now, bool? saidYes = null)
    {
        _number++;
        var from = person?.Phone ?? "+994705550142";
        var at = now.AddMinutes(-_number * MinutesBetween);
        var sms = new InboundSms
        {
            InboundSmsId = Guid.CreateVersion7(),
            ProviderId = string.Create(CultureInfo.InvariantCulture, $"demo-in-{_number}"),
            VolunteerId = person?.VolunteerId,
            FromEncrypted = cipher.Encrypt(from),
            FromHash = cipher.HashOfPhone(from),
            TextEncrypted = cipher.Encrypt(text),
            ReceivedAtUtc = at,
        };
        sms.Judge(verdict, at, saidYes: saidYes);
        db.InboundSms.Add(sms);
    }
}
