using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Policies;

/// <summary>What settings are called, what they do, and their values in words.</summary>
public static class SettingWords
{
    /// <summary>Name and meaning of a subject.</summary>
    public static (string Name, string About) Of(this IStringLocalizer<Text> t, SettingGroup group) => group switch
    {
        SettingGroup.Volunteers => (t["Volunteers and intake"], t["Ages, terms, the week’s limit, documents."]),
        SettingGroup.Messages => (t["Messages and phones"], t["When messages go out, and what an SMS costs."]),
        SettingGroup.Shifts => (t["Shifts, offers and visits"], t["Answers, swaps, series, the way between two places."]),
        SettingGroup.HelpRequests => (t["Requests for help"], t["By when somebody is in touch and help is there, and the search for who comes."]),
        SettingGroup.Attendance => (t["Check-in and check-out"], t["When it opens, what is late, and what closes by itself."]),
        SettingGroup.Hours => (t["Hours and certificates"], t["What deserves a second look, remote work, certificates."]),
        SettingGroup.Privacy => (t["Personal data"], t["For how long what is kept."]),
        SettingGroup.Matching => (t["Candidates and plans"], t["What counts among candidates."]),
    };

    /// <summary>Its part of the address.</summary>
    public static string PathOf(SettingGroup group) => group switch
    {
        SettingGroup.Volunteers => "volunteers",
        SettingGroup.Messages => "messages",
        SettingGroup.Shifts => "shifts",
        SettingGroup.HelpRequests => "requests",
        SettingGroup.Attendance => "attendance",
        SettingGroup.Hours => "hours",
        SettingGroup.Privacy => "privacy",
        SettingGroup.Matching => "matching",
    };

    /// <summary>The page on which it is changed, and the name of that page.</summary>
    public static (string Path, string Name) PageOf(this IStringLocalizer<Text> t, SettingDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);

        return definition.Page switch
        {
            SettingPage.Settings => ($"~/admin/settings/{PathOf(definition.Group)}", t["Settings"]),
            SettingPage.Weights => ("~/admin/matching", t["Weights of candidates"]),
            SettingPage.Letters => ("~/admin/messages/letters", t["Letters of SMS"]),
        };
    }

    /// <summary>Name and meaning of a setting.</summary>
    public static (string Name, string About) Of(this IStringLocalizer<Text> t, SettingDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);

        return definition.Group switch
        {
            SettingGroup.Volunteers => OfVolunteers(t, definition.Key),
            SettingGroup.Messages => OfMessages(t, definition.Key),
            SettingGroup.Shifts => OfShifts(t, definition.Key),
            SettingGroup.HelpRequests => OfHelpRequests(t, definition.Key),
            SettingGroup.Attendance => OfAttendance(t, definition.Key),
            SettingGroup.Hours => OfHours(t, definition.Key),
            SettingGroup.Privacy => OfPrivacy(t, definition.Key),
            SettingGroup.Matching => OfMatching(t, definition.Key),
        };
    }

    /// <summary>A value as it is read; one that cannot be understood stands as it is.</summary>
    public static string Said(this IStringLocalizer<Text> t, SettingDefinition definition, string value)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var culture = CultureInfo.CurrentUICulture;

        return definition.Kind switch
        {
            SettingKind.Number when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => Counted(t, number, definition.Unit),
            SettingKind.Number or SettingKind.Clock => value,
            SettingKind.Fraction => double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var fraction) ? fraction.ToString(culture) : value,
            SettingKind.YesNo => SpokenTime.StartLine(value == "true" ? t["yes"] : t["no"], culture),
            SettingKind.Weekday => Enum.TryParse<DayOfWeek>(value, out var day) && Enum.IsDefined(day) ? SpokenTime.StartLine(SpokenTime.Weekday(day, culture), culture) : value,
            SettingKind.DayList or SettingKind.PrefixList => value.Replace(",", ", ", StringComparison.Ordinal),
        };
    }

    /// <summary>What is expected, to who typed something else.</summary>
    public static string WhatToWrite(this IStringLocalizer<Text> t, SettingDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);

        return definition.Kind switch
        {
            SettingKind.Number => t["Write a whole number from {0} to {1}", definition.Min, definition.Max],
            SettingKind.Fraction => t["Write a number from {0} to {1}", definition.Min, definition.Max],
            SettingKind.YesNo => t["Choose yes or no"],
            SettingKind.Clock => t["Write an hour as 09:30"],
            SettingKind.Weekday => t["Choose a day of the week"],
            SettingKind.DayList => t["Write days from {0} to {1}, divided by commas, as 30, 7, 1", definition.Min, definition.Max],
            SettingKind.PrefixList => t["Write prefixes of two digits, divided by commas, as 50, 51, 70"],
        };
    }

    /// <summary>The answers to choose from, where there are.</summary>
    public static IEnumerable<SelectListItem>? ChoicesOf(this IStringLocalizer<Text> t, SettingDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        IEnumerable<string>? values = definition.Kind switch
        {
            SettingKind.YesNo => ["true", "false"],
            SettingKind.Weekday => Enumerable.Range(1, 7).Select(day => ((DayOfWeek)(day % 7)).ToString()),
            SettingKind.Number or SettingKind.Fraction or SettingKind.Clock or SettingKind.DayList or SettingKind.PrefixList => null,
        };

        return values?.Select(v => new SelectListItem(t.Said(definition, v), v));
    }

    /// <summary>"in minutes"; nothing where there is no unit.</summary>
    public static string? In(this IStringLocalizer<Text> t, SettingUnit? unit) => unit switch
    {
        SettingUnit.Seconds => t["in seconds"],
        SettingUnit.Minutes => t["in minutes"],
        SettingUnit.Hours => t["in hours"],
        SettingUnit.Days => t["in days"],
        SettingUnit.Weeks => t["in weeks"],
        SettingUnit.Months => t["in months"],
        SettingUnit.Years => t["in years"],
        SettingUnit.PerCent => t["in per cent"],
        SettingUnit.ThousandthsOfManat => t["in thousandths of a manat"],
        SettingUnit.People => t["number of people"],
        SettingUnit.Times => t["how often"],
        SettingUnit.Kilometres => t["in kilometres"],
        null => (string?)null,
    };

    private static string Counted(IStringLocalizer<Text> t, int number, SettingUnit? unit) => unit switch
    {
        SettingUnit.Seconds => t.Plural(number, "{0} second|{0} seconds"),
        SettingUnit.Minutes => t.Plural(number, "{0} minute|{0} minutes"),
        SettingUnit.Hours => t.Plural(number, "{0} hour|{0} hours"),
        SettingUnit.Days => t.Plural(number, "{0} day|{0} days"),
        SettingUnit.Weeks => t.Plural(number, "{0} week|{0} weeks"),
        SettingUnit.Months => t.Plural(number, "{0} month|{0} months"),
        SettingUnit.Years => t.Plural(number, "{0} year|{0} years"),
        SettingUnit.PerCent => t.Plural(number, "{0} per cent|{0} per cent"),
        SettingUnit.ThousandthsOfManat => t.Plural(number, "{0} thousandth of a manat|{0} thousandths of a manat"),
        SettingUnit.People => t.Plural(number, "{0} person|{0} people"),
        SettingUnit.Times => t.Plural(number, "{0} time|{0} times"),
        SettingUnit.Kilometres => t.Plural(number, "{0} kilometre|{0} kilometres"),
        null => Localization.Counted.Number(number),
    };

    private static (string Name, string About) OfVolunteers(IStringLocalizer<Text> t, string key) => key switch
    {
        "Volunteers.MinimumAge" => (t["Youngest age"], t["Who is younger cannot become a volunteer."]),
        "Volunteers.GuardianConsentAge" => (t["Age without a parent’s consent"], t["Who is younger needs the consent of a parent or guardian."]),
        "Volunteers.SilverFromAge" => (t["Age of Silver DOST"], t["From this age on the Silver programme is open."]),
        "Volunteers.WeeklyHourCapMinutes" => (t["Most service in a week"], t["Nobody gets a shift with which they would serve longer in a week, from Monday to Sunday."]),
        "Volunteers.LongestAwayDays" => (t["Longest time away"], t["Who is away longer than this takes a break instead, which a coordinator agrees with them."]),
        "Volunteers.SignUpDraftDays" => (t["Time to finish a sign-up"], t["For so long, who began to sign up can go on where they stopped; then it is deleted."]),
        "Volunteers.TermMonths" => (t["Length of a term"], t["How long a term of service is when a volunteer begins one."]),
        "Terms.WarnDaysBefore" => (t["Notice before the end of a term"], t["So long before, volunteer and coordinator are reminded that the term ends."]),
        "Terms.CompleteThemselves" => (t["Terms are completed by themselves"], t["Yes: when a term is over, it is completed and its certificate is made. No: a coordinator does it."]),
        "Intake.InterviewRequired" => (t["Nobody is taken in without an interview"], t["No: a coordinator may do without one."]),
        "Contracts.Insured" => (t["Volunteers are insured"], t["Whether the contract says that they are. Contracts that are signed stay as they are."]),
        "Credentials.ReminderDays" => (t["Reminders before a document expires"], t["Days before the last day, divided by commas. The holder is reminded on each."]),
        _ => throw Unnamed(key),
    };

    private static (string Name, string About) OfMessages(IStringLocalizer<Text> t, string key) => key switch
    {
        "Messaging.QuietFrom" => (t["Quiet hours from"], t["From then on only what is urgent goes out; the rest waits for the morning."]),
        "Messaging.QuietTo" => (t["Quiet hours until"], t["What waited in the night goes out then. Four hours of the day at least must not be quiet."]),
        "Messaging.DigestOn" => (t["Day of the mail of the week"], t["On this day volunteers and coordinators get it."]),
        "Messaging.DigestAt" => (t["Hour of the mail of the week"], t["From then on it goes out on its day."]),
        "Messaging.SmsRepliesArrive" => (t["Answers by SMS arrive"], t["Yes, where the number can be answered from Azerbaijan: then each SMS that asks carries a code. No: it carries only a link."]),
        "Messaging.SmsPartMillis" => (t["Price of a part of an SMS"], t["Counts where the provider does not tell what it took. 60 thousandths of a manat are 6 qapik."]),
        "Messaging.MillisPerDollar" => (t["Rate of the dollar"], t["For prices that the provider tells in dollars. 1700 thousandths are 1.70 manats."]),
        "Messaging.Transliterate" => (t["SMS in plain letters"], t["For all; a centre and a volunteer may choose otherwise."]),
        "Phones.MobilePrefixes" => (t["Prefixes of mobile numbers"], t["The two digits after 0 or +994, divided by commas. Only such numbers of Azerbaijan get an SMS."]),
        _ => throw Unnamed(key),
    };

    private static (string Name, string About) OfShifts(IStringLocalizer<Text> t, string key) => key switch
    {
        "Shifts.TravelGapMinutes" => (t["Time for the way between two shifts"], t["So much must lie between two shifts of one volunteer in different places."]),
        "Shifts.OfferExpiryHours" => (t["Time to answer an offer"], t["Who has not answered by then loses the offer, and it goes to the next."]),
        "Shifts.WithdrawFreelyHours" => (t["Giving a place back without a word"], t["Until so long before the shift. Later it needs a reason, and the coordinators are alarmed."]),
        "Shifts.SwapsNeedApproval" => (t["A coordinator agrees to each swap"], t["No: a colleague takes the place over at once. Past people who wait in line it is asked in any case."]),
        "Shifts.SeriesWeeksAhead" => (t["Shifts of a series ahead"], t["For so long a series makes its shifts in advance."]),
        "Matching.PlanSeconds" => (t["Time to look for a plan"], t["A plan for many shifts is looked for at most so long. Longer may fill more places."]),
        _ => throw Unnamed(key),
    };

    private static (string Name, string About) OfHelpRequests(IStringLocalizer<Text> t, string key) => key switch
    {
        "HelpRequests.ContactDueHours" => (t["First contact"], t["Within so long somebody reads a new request and is in touch."]),
        "HelpRequests.HelpDueHoursUrgent" => (t["Help, urgent"], t["Within so long the person is helped, from the asking or the beginning of the wished time."]),
        "HelpRequests.HelpDueHoursSoon" => (t["Help, soon"], t["The same, for what should be soon."]),
        "HelpRequests.HelpDueHoursNormal" => (t["Help, not urgent"], t["The same, for what can wait its turn. Some kinds of help have less time."]),
        "Ladder.StartsByItself" => (t["The search for urgent visits begins by itself"], t["Yes: volunteers are asked as soon as an urgent visit is planned, a few at a time."]),
        "Ladder.GroupSize" => (t["People asked at once"], t["So many of the best matches are asked at a time; in the centres around twice as many."]),
        "Ladder.Groups" => (t["Groups of the own centre"], t["So often a group of the centre is asked before the search goes wider."]),
        "Ladder.WaitMinutes" => (t["Waiting for a group"], t["So long a group has the word before the next is asked. Close to the visit it is less."]),
        "Ladder.WiderGroups" => (t["Groups of the centres around"], t["So often the centres around are asked before the coordinator gets the call list."]),
        "Ladder.WiderKm" => (t["How far the centres around may be"], t["Measured from the place of the visit."]),
        "Ladder.WeeklyAsks" => (t["Unasked messages to one volunteer in a week"], t["Nobody is asked more often by a search within seven days."]),
        "Incidents.EscalateHours" => (t["Serious incidents that nobody took up"], t["After so long they are laid before the administrators. Grave ones are at once."]),
        "HelpRequests.ContactVisibleHoursAfter" => (t["Contact of the person visited, after the visit"], t["So long after the end, the volunteer still sees name, phone and address."]),
        "HelpRequests.RegularVisitDaysAhead" => (t["Regular visits are made ahead"], t["So many days ahead the visits of every week are planned, and the usual visitor is asked."]),
        "HelpRequests.VisitMinutes" => (t["A visit on a visit day"], t["So long is proposed for a household, or less where its kind of help takes less."]),
        "HelpRequests.VisitToldMinutesBefore" => (t["Told window, before the computed time"], t["From so long before the computed time the household is told to expect the team."]),
        "HelpRequests.VisitToldMinutesAfter" => (t["Told window, after the computed time"], t["Until so long after it."]),
        "HelpRequests.VisitRoadPercent" => (t["Roads beside the straight line"], t["How long roads are in per cent of the straight line, for the times of a visit day."]),
        "HelpRequests.VisitKmPerHour" => (t["Speed on the road, in kilometres an hour"], t["How fast the team drives on average, with lights and parking."]),
        _ => throw Unnamed(key),
    };

    private static (string Name, string About) OfAttendance(IStringLocalizer<Text> t, string key) => key switch
    {
        "Attendance.CheckInOpensMinutesBefore" => (t["Check-in opens before the shift"], t["So long before the start one can check in."]),
        "Attendance.CloseAfterMinutes" => (t["Forgotten check-outs"], t["So long after the end of the shift, who has not checked out is checked out as of the end."]),
        "Attendance.NoShowAfterMinutes" => (t["Who did not come"], t["So long after the end of the shift, who never checked in is noted as not come. It is not earlier than the forgotten check-outs."]),
        "Attendance.LateAfterMinutes" => (t["Grace after the start"], t["Within it nobody is late."]),
        "Attendance.EarlyBeforeMinutes" => (t["Grace before the end"], t["Within it nobody left early."]),
        "Attendance.DoorGraceSeconds" => (t["The code of the door after its minute"], t["For so long a code still holds after the next is shown."]),
        "Attendance.KeptHours" => (t["What a phone kept without a network"], t["A coming or going that is sent later than this is no longer taken."]),
        "Attendance.VisitPinRequired" => (t["A visit needs the PIN of the person visited"], t["Yes: it begins and ends only with the PIN that they tell. No: the PIN is a further proof."]),
        _ => throw Unnamed(key),
    };

    private static (string Name, string About) OfHours(IStringLocalizer<Text> t, string key) => key switch
    {
        "Hours.NightFrom" => (t["Hours by night from"], t["Service after that deserves a second look before it is approved."]),
        "Hours.NightTo" => (t["Hours by night until"], t["Service before that deserves a second look before it is approved."]),
        "Hours.FarAbovePercent" => (t["Far above the usual"], t["An entry from so much of a person’s usual one deserves a second look."]),
        "Hours.ReportWithinDays" => (t["Time to report remote work"], t["So far back remote work can be reported."]),
        "Hours.RemoteMostMinutesADay" => (t["Most remote work in a day"], t["One person cannot report more for one day."]),
        "Certificates.WaitDays" => (t["Certificates wait for hours"], t["So long after the end of a term, hours that are not approved yet hold its certificate back."]),
        _ => throw Unnamed(key),
    };

    private static (string Name, string About) OfPrivacy(IStringLocalizer<Text> t, string key) => key switch
    {
        "Privacy.ErasureCoolingOffDays" => (t["Time to think about deletion"], t["So long after somebody asked for the deletion of their data, one press stops it."]),
        "Privacy.ErasureWarningDays" => (t["Warning before deletion"], t["So long before data are deleted since their time is over, the person is told."]),
        "Privacy.KeepAppliedMonths" => (t["Applications without an end"], t["Kept for so long after the last sign of life."]),
        "Privacy.KeepRejectedMonths" => (t["Who was refused"], t["Their data are kept for so long."]),
        "Privacy.KeepLeftMonths" => (t["Who left"], t["Their data are kept for so long after they left."]),
        "Privacy.KeepCompletedMonths" => (t["Who completed the term"], t["Their data are kept for so long after the end of the last term."]),
        "Privacy.KeepLooksMonths" => (t["Who looked at whose data"], t["For so long it can be seen who looked."]),
        "Privacy.KeepMessagesMonths" => (t["What was sent to whom"], t["For so long messages stay in the list of what went out."]),
        _ => throw Unnamed(key),
    };

    private static (string Name, string About) OfMatching(IStringLocalizer<Text> t, string key) => key switch
    {
        "Matching.WeightSkills" => (t["Skills kept free"], ""),
        "Matching.WeightDistance" => (t["Distance"], ""),
        "Matching.WeightIdle" => (t["Waiting for a turn"], ""),
        "Matching.WeightReliability" => (t["Reliability"], ""),
        "Matching.WeightThisWeek" => (t["Free in that week"], ""),
        "Matching.WeightContinuity" => (t["The same visitor again"], ""),
        "Matching.WeightPreference" => (t["Own wish"], ""),
        "Matching.Spread" => (t["Spread of a plan"], t["What a further shift of one volunteer costs in a plan, so that the work is spread."]),
        _ => throw Unnamed(key),
    };

    private static ArgumentException Unnamed(string key) => new($"The setting {key} has no name.", nameof(key));
}
