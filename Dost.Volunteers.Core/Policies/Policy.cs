using System.Globalization;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Policies;

/// <summary>What law and policy set, read from the settings table. A missing key takes the value of the design.</summary>
public sealed class Policy(IReadOnlyDictionary<string, string> values)
{
    /// <summary>Years.</summary>
    public int MinimumAge => Number("Volunteers.MinimumAge", 16);

    /// <summary>Years; who is younger needs a guardian's consent.</summary>
    public int GuardianConsentAge => Number("Volunteers.GuardianConsentAge", 18);

    /// <summary>Years; from this age on the Silver programme is open.</summary>
    public int SilverFromAge => Number("Volunteers.SilverFromAge", 50);
    public int TermMonths => Number("Volunteers.TermMonths", 2);

    /// <summary>Before the end of a term: when volunteer and coordinator are reminded of it.</summary>
    public int TermWarnDays => Number("Terms.WarnDaysBefore", 14);

    /// <summary>Whether a term that is over is completed by itself; else a coordinator does it.</summary>
    public bool TermsCompleteThemselves => IsOn("Terms.CompleteThemselves", otherwise: true);

    /// <summary>Whether nobody is taken in without an interview; else a coordinator may do without one.</summary>
    public bool InterviewRequired => IsOn("Intake.InterviewRequired", otherwise: false);

    /// <summary>Whether the contract says that the volunteers are insured.</summary>
    public bool VolunteersAreInsured => IsOn("Contracts.Insured", otherwise: true);
    public int WeeklyCapMinutes => Number("Volunteers.WeeklyHourCapMinutes", 900);

    /// <summary>Days; who is away longer takes a break instead, which a coordinator sees.</summary>
    public int LongestAwayDays => Number("Volunteers.LongestAwayDays", 92);

    /// <summary>Days for which a sign-up that was begun can be finished.</summary>
    public int SignUpDraftDays => Number("Volunteers.SignUpDraftDays", 14);
    public TimeOnly QuietFrom => Time("Messaging.QuietFrom", new TimeOnly(21, 0));
    public TimeOnly QuietTo => Time("Messaging.QuietTo", new TimeOnly(9, 0));

    /// <summary>The hours of the night, in which only urgent messages go out.</summary>
    public QuietHours Quiet => new(QuietFrom, QuietTo);
    public bool Transliterate => bool.TryParse(values.GetValueOrDefault("Messaging.Transliterate"), out var on) && on;

    /// <summary>Whether answers by SMS arrive: foreign senders get none from Azerbaijan. Then each SMS that asks carries a code.</summary>
    public bool SmsRepliesArrive => IsOn("Messaging.SmsRepliesArrive", otherwise: false);

    /// <summary>What one part of a text message costs, in thousandths of a manat (millis), unless the provider says what it took.</summary>
    public int SmsPartMillis => Number("Messaging.SmsPartMillis", 60);
    /// <summary>When the mail of the week goes out, on the clock of Baku.</summary>
    public DayOfWeek DigestOn => Enum.TryParse<DayOfWeek>(values.GetValueOrDefault("Messaging.DigestOn"), out var day) && Enum.IsDefined(day) ? day : DayOfWeek.Monday;
    public TimeOnly DigestAt => Time("Messaging.DigestAt", new TimeOnly(9, 30));

    /// <summary>What a dollar is in thousandths of a manat, for prices that the provider tells.</summary>
    public int MillisPerDollar => Number("Messaging.MillisPerDollar", 1700);
    public int TravelGapMinutes => Number("Shifts.TravelGapMinutes", 30);
    public int OfferExpiryHours => Number("Shifts.OfferExpiryHours", 24);

    /// <summary>Hours before a shift until which a place is given back without a word; later with a reason, and the coordinators are alarmed.</summary>
    public int WithdrawFreelyHours => Number("Shifts.WithdrawFreelyHours", 24);

    /// <summary>Whether a coordinator has to agree before a colleague takes a place over; past people who wait in line it needs that in any case.</summary>
    public bool SwapsNeedApproval => IsOn("Shifts.SwapsNeedApproval", otherwise: true);

    /// <summary>Weeks for which a series makes its shifts ahead.</summary>
    public int SeriesWeeksAhead => Number("Shifts.SeriesWeeksAhead", 12);

    /// <summary>Seconds for which a large plan is looked for.</summary>
    public int PlanSeconds => Math.Clamp(Number("Matching.PlanSeconds", 30), 1, 600);
    public int CheckInOpensMinutesBefore => Number("Attendance.CheckInOpensMinutesBefore", 30);

    /// <summary>After the end of a shift: who has not checked out by then is checked out as of the end.</summary>
    public int CloseAfterMinutes => Number("Attendance.CloseAfterMinutes", 60);
    public int NoShowAfterMinutes => Number("Attendance.NoShowAfterMinutes", 60);

    /// <summary>Minutes of grace after the start and before the end of a shift, within which nobody is late and nobody left early.</summary>
    public int LateAfterMinutes => Number("Attendance.LateAfterMinutes", 10);
    public int EarlyBeforeMinutes => Number("Attendance.EarlyBeforeMinutes", 10);

    /// <summary>Seconds for which a code of the door still holds after its minute.</summary>
    public int DoorGraceSeconds => Math.Clamp(Number("Attendance.DoorGraceSeconds", 30), 0, 600);

    /// <summary>Hours after which a coming or going that a phone kept is no longer taken.</summary>
    public int KeptHours => Number("Attendance.KeptHours", 48);

    /// <summary>Whether a visit begins and ends only with the PIN that the person visited tells; else it is a further proof.</summary>
    public bool VisitPinRequired => IsOn("Attendance.VisitPinRequired", otherwise: false);

    /// <summary>Days before the last day of a credential on which its holder is reminded, the longest first.</summary>
    public IReadOnlyList<int> CredentialReminderDays =>
    [
        .. values.GetValueOrDefault("Credentials.ReminderDays", "30,7,1").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(d => int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0).Where(d => d is > 0 and <= 366).Distinct().OrderDescending(),
    ];

    /// <summary>Hours within which a new request is read and somebody is in touch.</summary>
    public int ContactDueHours => Math.Max(1, Number("HelpRequests.ContactDueHours", 24));

    /// <summary>Hours within which the person is helped, from the asking or the beginning of the wished time.</summary>
    public int HelpDueHoursUrgent => Math.Max(1, Number("HelpRequests.HelpDueHoursUrgent", 4));
    public int HelpDueHoursSoon => Math.Max(1, Number("HelpRequests.HelpDueHoursSoon", 24));
    public int HelpDueHoursNormal => Math.Max(1, Number("HelpRequests.HelpDueHoursNormal", 72));

    /// <summary>The search for who comes to an urgent visit: see <c>LadderPlan</c>.</summary>
    public bool LadderStartsByItself => IsOn("Ladder.StartsByItself", otherwise: true);
    public int LadderGroupSize => Math.Clamp(Number("Ladder.GroupSize", 3), 1, 20);
    public int LadderGroups => Math.Clamp(Number("Ladder.Groups", 3), 1, 20);
    public int LadderWaitMinutes => Math.Clamp(Number("Ladder.WaitMinutes", 15), 5, 720);
    public int LadderWiderGroups => Math.Clamp(Number("Ladder.WiderGroups", 2), 0, 20);
    public int LadderWiderKm => Math.Clamp(Number("Ladder.WiderKm", 30), 0, 500);
    public int LadderWeeklyAsks => Math.Clamp(Number("Ladder.WeeklyAsks", 3), 1, 50);

    /// <summary>Hours after which a serious incident that nobody took up is laid before the administrators.</summary>
    public int IncidentEscalateHours => Math.Clamp(Number("Incidents.EscalateHours", 24), 1, 336);

    /// <summary>So many days ahead the visits of a regular visit are made.</summary>
    public int RegularVisitDaysAhead => Math.Clamp(Number("HelpRequests.RegularVisitDaysAhead", 14), 2, 60);
    public int ContactVisibleHoursAfter => Number("HelpRequests.ContactVisibleHoursAfter", 24);

    /// <summary>Mobile visits: roads beside the straight line, how fast one drives, what a visit takes at most unless somebody says otherwise, and the told window around the computed time.</summary>
    public int VisitRoadPercent => Math.Clamp(Number("HelpRequests.VisitRoadPercent", 130), 100, 300);
    public int VisitKmPerHour => Math.Clamp(Number("HelpRequests.VisitKmPerHour", 25), 5, 120);
    public int VisitMinutes => Math.Clamp(Number("HelpRequests.VisitMinutes", 30), 5, 240);
    public int VisitToldMinutesBefore => Math.Max(0, Number("HelpRequests.VisitToldMinutesBefore", 15));
    public int VisitToldMinutesAfter => Math.Max(0, Number("HelpRequests.VisitToldMinutesAfter", 45));

    /// <summary>When service is so late or early that hours of it deserve a second look.</summary>
    public TimeOnly HoursNightFrom => Time("Hours.NightFrom", new TimeOnly(22, 0));
    public TimeOnly HoursNightTo => Time("Hours.NightTo", new TimeOnly(7, 0));

    /// <summary>Per cent of a person's usual entry from which one is far above it.</summary>
    public int HoursFarAbovePercent => Number("Hours.FarAbovePercent", 200);

    /// <summary>Days back for which remote work can be reported.</summary>
    public int HoursReportWithinDays => Number("Hours.ReportWithinDays", 14);

    /// <summary>Minutes of remote work that one person can report for one day.</summary>
    public int HoursRemoteMostMinutesADay => Number("Hours.RemoteMostMinutesADay", 360);

    /// <summary>Days after the end of a term in which hours that wait hold its certificate back.</summary>
    public int CertificateWaitDays => Number("Certificates.WaitDays", 14);

    /// <summary>Days between the wish to be erased and the deed, in which one press stops it.</summary>
    public int ErasureCoolingOffDays => Number("Privacy.ErasureCoolingOffDays", 14);

    /// <summary>Days between the warning and the end of the time for which data are kept.</summary>
    public int ErasureWarningDays => Number("Privacy.ErasureWarningDays", 30);

    /// <summary>Months without a sign of life after which an application, a refusal, who left, and who completed the term are erased.</summary>
    public int KeepAppliedMonths => Number("Privacy.KeepAppliedMonths", 12);
    public int KeepRejectedMonths => Number("Privacy.KeepRejectedMonths", 12);
    public int KeepLeftMonths => Number("Privacy.KeepLeftMonths", 36);
    public int KeepCompletedMonths => Number("Privacy.KeepCompletedMonths", 36);

    /// <summary>Months for which it is kept who looked at whose data, and what was sent to whom.</summary>
    public int KeepLooksMonths => Number("Privacy.KeepLooksMonths", 36);
    public int KeepMessagesMonths => Number("Privacy.KeepMessagesMonths", 24);
    public IReadOnlyCollection<string> MobilePrefixes =>
        values.GetValueOrDefault("Phones.MobilePrefixes", "10,50,51,55,60,70,77,99").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How much a part of the score of a candidate weighs, 0 to 10; see <c>ScoreWeights</c>.</summary>
    public double MatchingWeight(string part, double otherwise) => Math.Clamp(Fraction("Matching.Weight" + part, otherwise), 0, 10);

    /// <summary>What the k-th shift of one volunteer in a plan costs, k - 1 times: the greater, the more the work is spread.</summary>
    public double MatchingSpread => Math.Clamp(Fraction("Matching.Spread", 0.05), 0, 100);

    private double Fraction(string key, double otherwise) =>
        double.TryParse(values.GetValueOrDefault(key), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private int Number(string key, int otherwise) =>
        int.TryParse(values.GetValueOrDefault(key), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private bool IsOn(string key, bool otherwise) => bool.TryParse(values.GetValueOrDefault(key), out var on) ? on : otherwise;

    private TimeOnly Time(string key, TimeOnly otherwise) =>
        TimeOnly.TryParseExact(values.GetValueOrDefault(key), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : otherwise;
}

/// <summary>Reads the policy once a scope.</summary>
public sealed class PolicyReader(VolunteersDbContext db)
{
    private Policy? _policy;

    public async Task<Policy> ReadAsync(CancellationToken ct) =>
        _policy ??= new Policy(await db.Settings.AsNoTracking().ToDictionaryAsync(s => s.SettingKey, s => s.Value, ct));
}
