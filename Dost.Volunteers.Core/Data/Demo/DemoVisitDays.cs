using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>Two mobile visit days in Yasamal: one to come, told to its households, and one that was, on which somebody was not home.</summary>
internal sealed class DemoVisitDays(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, PrivacyKeys keys, TimeProvider clock)
{
    private const string Centre = "1";
    private const string District = "yasamal";

    private static readonly (string Name, Gender Gender, string Category, string Need, string Address, double North, double East)[] _coming =
    [
        ("Səkinə Əliağa qızı Hacıyeva", Gender.Female, "shopping", "Çörək, süd, yumurta və kartof", "Şərifzadə küçəsi 118, mənzil 24", 0.004, -0.006),
        ("Ağahüseyn Balakişi oğlu Rzayev", Gender.Male, "medicine", "Təzyiq dərmanını aptekdən götürmək", "Abbas Mirzə Şərifzadə küçəsi 31, mənzil 7", -0.003, 0.004),
        ("Tamara İsrafil qızı Kərimova", Gender.Female, "friendly-visit", "Bir fincan çay və söhbət", "Həsən bəy Zərdabi prospekti 88, mənzil 15", 0.009, 0.002),
        ("Məmmədağa Ələkbər oğlu Sultanov", Gender.Male, "bills", "İşıq və qaz pulunu ödəmək", "Mətbuat prospekti 23, mənzil 61", -0.008, -0.004),
        ("Nazilə Hüseynqulu qızı Babayeva", Gender.Female, "forms", "Müavinət üçün ərizə doldurmaq", "İnşaatçılar prospekti 12, mənzil 40", 0.002, 0.009),
        ("Xanım Qulam qızı Səfərova", Gender.Female, "shopping", "Meyvə və dərman", "Tbilisi prospekti 54, mənzil 3", -0.005, -0.010),
        ("Ramiz Teymur oğlu Axundov", Gender.Male, "small-repairs", "Mətbəxdə kran damır", "Şəfayət Mehdiyev küçəsi 90, mənzil 11", 0.011, -0.008),
        ("Valentina Petrovna Sidorova", Gender.Female, "friendly-visit", "Поговорить и погулять во дворе", "Dadaş Bünyadzadə küçəsi 5, mənzil 29", -0.001, -0.001),
    ];

    private static readonly (string Name, Gender Gender, string Category, string Need, string Address, double North, double East)[] _past =
    [
        ("Firəngiz Məcid qızı Orucova", Gender.Female, "shopping", "Ərzaq almaq, siyahı evdədir", "Tbilisi prospekti 160, mənzil 8", 0.003, 0.005),
        ("Əhməd Cəfər oğlu Mirzəyev", Gender.Male, "medicine", "İnsulini poliklinikadan götürmək", "Mətbuat prospekti 41, mənzil 19", -0.006, -0.003),
        ("Sona Baba qızı Nağıyeva", Gender.Female, "friendly-visit", "Bir az söhbət", "Şərifzadə küçəsi 241, mənzil 2", 0.008, -0.005),
        ("İsmayıl Xəlil oğlu Abdullayev", Gender.Male, "bills", "Telefon və su haqqı", "İnşaatçılar prospekti 37, mənzil 55", -0.002, 0.008),
    ];

    private readonly DemoClock _clock = new(clock.UtcNow());
    private readonly CurrentUser _actor = new();

    private Outbox Outbox => new(db, _clock);
    private AuditLog Audit => new(db, _actor, _clock);
    private PlaceJudge Judge => new(db, factsReader, policyReader, _clock);
    private VisitDayService Service => new(db, new ShiftService(db, factsReader, policyReader, Outbox, Audit, _clock), Judge, policyReader, _actor, Outbox, Audit, _clock);

    public async Task AddAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        _actor.AccountId = await db.CoordinatorCentres.Where(c => db.Centres.Any(x => x.CentreId == c.CentreId && x.Code == Centre)).Select(c => c.UserAccountId).FirstAsync(ct);

        // The past first: who served then is a known face.
        _clock.MomentUtc = now.AddDays(-9);
        var past = await MakeAsync(_past, WorkingDay(BakuTime.DateOf(now).AddDays(-6)), "10-AB-142", ct);
        await ServeAsync(past, ct);
        _clock.MomentUtc = now;
        await MakeAsync(_coming, WorkingDay(BakuTime.DateOf(now).AddDays(2)), "10-DO-142", ct);
        db.ChangeTracker.Clear();
    }

    private static DateOnly WorkingDay(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    /// <summary>Asks, takes up, makes the day, finds a team and tells the households.</summary>
    private async Task<Guid> MakeAsync((string Name, Gender Gender, string Category, string Need, string Address, double North, double East)[] people, DateOnly on, string vehicle, CancellationToken ct)
    {
        var centre = await db.Centres.SingleAsync(c => c.Code == Centre, ct);
        var district = await db.Districts.SingleAsync(d => d.DistrictCode == District, ct);
        var minutes = await db.HelpCategories.ToDictionaryAsync(c => c.HelpCategoryCode, c => c.UsualMinutes, ct);
        var requests = people.Select((person, i) => NewRequest(person, i, centre.CentreId, (district.Latitude, district.Longitude), on)).ToList();
        db.HelpRequests.AddRange(requests);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        var result = await Service.MakeAsync(
            new NewVisitDay
            {
                CentreId = centre.CentreId,
                DistrictCode = District,
                On = on,
                StartsAt = new TimeOnly(9, 30),
                EndsAt = new TimeOnly(16, 30),
                Vehicle = vehicle,
                Title = "Mobil ziyarət günü",
                MeetingPoint = centre.Address.Az,
                RoleName = "Komanda",
                People = 3,
                Stops = [.. requests.Select(r => new ChosenStop(r.HelpRequestId, PartsOfDay.StartOf(r.WantedPart), PartsOfDay.EndOf(r.WantedPart), Math.Min(minutes[r.HelpCategoryCode], 30)))],
            },
            ct);
        db.ChangeTracker.Clear();
        var made = await db.VisitDays.AsNoTracking().SingleAsync(d => d.VisitDayId == result.VisitDayId, ct);
        await StaffAsync(made.ShiftId, 2, ct);
        await Service.TellAsync(made.VisitDayId, made.Version, ct);
        db.ChangeTracker.Clear();

        return made.VisitDayId;
    }

    private HelpRequest NewRequest((string Name, Gender Gender, string Category, string Need, string Address, double North, double East) wish, int number, Guid centreId, (double Latitude, double Longitude) middle, DateOnly on)
    {
        var now = _clock.MomentUtc;
        var asked = now.AddHours(-30).AddMinutes(23 * number);
        var culture = wish.Need[0] >= 'А' ? "ru" : "az";
        var phone = string.Create(CultureInfo.InvariantCulture, $"+9945007{on.Day:00}{on.Month % 10}{number:00}");
        var beneficiary = new Beneficiary
        {
            BeneficiaryId = Guid.CreateVersion7(),
            FullName = wish.Name,
            Phone = phone,
            Address = wish.Address,
            DistrictCode = District,
            CentreId = centreId,
            Culture = culture,
            Latitude = middle.Latitude + wish.North,
            Longitude = middle.Longitude + wish.East,
            CreatedAtUtc = asked,
        };
        beneficiary.RefreshSearchText();
        var part = (number % 4) switch { 0 => PartOfDay.Morning, 2 => PartOfDay.Afternoon, _ => PartOfDay.AnyTime };
        var request = new HelpRequest
        {
            HelpRequestId = Guid.CreateVersion7(),
            TrackingCode = TrackingCode.Make(),
            BeneficiaryId = beneficiary.BeneficiaryId,
            Beneficiary = beneficiary,
            CentreId = centreId,
            HelpCategoryCode = wish.Category,
            Description = wish.Need,
            WantedOn = on,
            WantedPart = part,
            ContactPhone = phone,
            Culture = culture,
            AskedAtUtc = asked,
            ContactDueAtUtc = DemoRequests.Due.ContactDue(asked),
            HelpDueAtUtc = DemoRequests.Due.HelpDue(asked, on, part, Urgency.Normal, helpHours: null),
        };
        request.Begin();
        request.ConfirmPhone(asked);
        request.Triage(Urgency.Normal, RiskLevel.Low, request.HelpDueAtUtc, asked.AddHours(3));
        db.Consents.Add(new Consent { ConsentId = Guid.CreateVersion7(), HelpRequestId = request.HelpRequestId, Code = ConsentText.BeneficiaryConsent, Version = 1, Culture = culture, GivenAtUtc = asked });

        return request;
    }

    /// <summary>Gives so many places away, first to the young volunteer, by the rule book.</summary>
    private async Task StaffAsync(Guid shiftId, int people, CancellationToken ct)
    {
        var shift = await db.Shifts.ForPlacing().SingleAsync(s => s.ShiftId == shiftId, ct);
        var role = shift.Roles[0];
        var able = await Judge.AbleAsync(shift, role.ShiftRoleId, db.Volunteers.Where(v => v.CentreId == shift.CentreId && v.State == VolunteerState.Active && v.AppliedAtUtc < shift.StartsAtUtc), ct);
        var team = await db.Volunteers.Where(v => able.Contains(v.VolunteerId)).OrderBy(v => v.Phone == DemoAccounts.YoungPhone ? 0 : 1).ThenBy(v => v.VolunteerId).Take(people).ToListAsync(ct);
        var places = new Places(db, Judge, Outbox, Audit);

        foreach (var volunteer in team)
        {
            var assignment = Places.New(shift, role, volunteer.VolunteerId);
            db.Assignments.Add(assignment);
            await places.TakeAsync(assignment, promised: 0, _clock.MomentUtc, ct);
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>The day as it went: everybody was visited but the last, who was not home.</summary>
    private async Task ServeAsync(Guid visitDayId, CancellationToken ct)
    {
        var day = await db.VisitDays.Include(d => d.Stops).ThenInclude(s => s.HelpRequest).Include(d => d.Shift).ThenInclude(s => s.Assignments).AsSplitQuery().SingleAsync(d => d.VisitDayId == visitDayId, ct);
        var ledger = new HoursLedger(db, keys, new OddHours(db, policyReader));
        day.Shift.Assignments.ForEach(a => a.CheckIn(day.Shift.StartsAtUtc.AddMinutes(-5)));

        foreach (var stop in day.Stops.OrderBy(s => s.Position))
        {
            _clock.MomentUtc = stop.ArrivesAtUtc;
            stop.Note(VisitStopState.OnTheWay, stop.ArrivesAtUtc.AddMinutes(-12));
            stop.HelpRequest.Note(HelpRequestEventKind.VisitOnTheWay, stop.ArrivesAtUtc.AddMinutes(-12), number: stop.Position);

            if (stop.Position == day.Stops.Count)
            {
                stop.Note(VisitStopState.NotHome, stop.ArrivesAtUtc.AddMinutes(10));
                stop.HelpRequest.Note(HelpRequestEventKind.VisitNotHome, stop.ArrivesAtUtc.AddMinutes(10), number: stop.Position);
                stop.HelpRequest.Finish(wasHelped: false, stop.ArrivesAtUtc.AddMinutes(10));
                continue;
            }

            stop.Note(VisitStopState.Arrived, stop.ArrivesAtUtc);
            stop.HelpRequest.Note(HelpRequestEventKind.VisitArrived, stop.ArrivesAtUtc, number: stop.Position);
            stop.HelpRequest.Start(stop.ArrivesAtUtc);
            stop.Note(VisitStopState.Done, stop.ArrivesAtUtc.AddMinutes(stop.Minutes));
            stop.HelpRequest.Finish(wasHelped: true, stop.ArrivesAtUtc.AddMinutes(stop.Minutes));
        }

        _clock.MomentUtc = day.Shift.EndsAtUtc.AddMinutes(5);

        foreach (var assignment in day.Shift.Assignments.Where(a => a.CheckOut(day.Shift.EndsAtUtc)))
        {
            await ledger.AddAttendanceAsync(assignment, _clock.MomentUtc, ct);
        }

        day.Shift.Complete(_clock.MomentUtc);
        day.Close(VisitDayState.Over);
        await db.SaveChangesAsync(ct);
        await SettleAsync(day, ct);
    }

    /// <summary>What was owed then has gone.</summary>
    private async Task SettleAsync(VisitDay day, CancellationToken ct)
    {
        var subjects = day.Stops.Select(s => s.HelpRequestId).Concat(day.Shift.Assignments.Select(a => a.AssignmentId)).ToList();

        foreach (var message in await db.OutboundMessages.Where(m => subjects.Contains(m.SubjectId) && m.State == MessageState.Queued).ToListAsync(ct))
        {
            (message.State, message.SentAtUtc) = (MessageState.Sent, message.CreatedAtUtc.AddSeconds(20));
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }
}
