using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Board;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>What the desk says of requests: columns, risks, reasons, what happened, and how long is left.</summary>
public static class RequestWords
{
    private const int MinutesOfDay = 24 * 60;

    public static string ColumnName(this IStringLocalizer<Text> t, RequestColumn column) => column switch
    {
        RequestColumn.New => t["New ones"],
        RequestColumn.Triaged => t["To be planned"],
        RequestColumn.Planned => t["Planned"],
        RequestColumn.InProgress => t["Under way"],
        RequestColumn.Over => t["Over"],
    };

    public static string NameOf(this IStringLocalizer<Text> t, RiskLevel risk) => risk switch
    {
        RiskLevel.Low => t["No special risk"],
        RiskLevel.Raised => t["Raised risk"],
        RiskLevel.High => t["High risk"],
    };

    public static string NameOf(this IStringLocalizer<Text> t, LateReason reason) => reason switch
    {
        LateReason.NoVolunteer => t["no volunteer was found"],
        LateReason.PersonNotReached => t["the person could not be reached"],
        LateReason.PersonWished => t["the person wished it later"],
        LateReason.WaitedWithUs => t["it waited with us"],
        LateReason.Transport => t["transport"],
        LateReason.Other => t["another reason"],
    };

    /// <summary>A line of the timeline, for staff.</summary>
    public static string Happened(this IStringLocalizer<Text> t, TimelineLine line) => line.State is { } state ? t.RequestStep(state) : t.Happened(line.Kind!.Value, line.Number);

    private static string RequestStep(this IStringLocalizer<Text> t, HelpRequestState state) => Infrastructure.EnumWords.RequestStep(t, state);

    public static string Happened(this IStringLocalizer<Text> t, HelpRequestEventKind kind, int? number) => kind switch
    {
        HelpRequestEventKind.PhoneConfirmed => t["Who asked confirmed the phone by a code."],
        HelpRequestEventKind.Changed => t["Who asked changed the request."],
        HelpRequestEventKind.Contacted => t["Somebody of the centre was in touch."],
        HelpRequestEventKind.CallbackAsked => t["Who asked wishes a call."],
        HelpRequestEventKind.CallbackDone => t["Who asked was called back."],
        HelpRequestEventKind.NobodyCame => t["Who asked told that nobody came."],
        HelpRequestEventKind.Thanked => t["The thanks were passed on to who helped."],
        HelpRequestEventKind.Referred => t["The request was referred to another office."],
        HelpRequestEventKind.JoinedPerson => t["The request was joined with the record of a known person."],
        HelpRequestEventKind.VisitDayJoined => number is { } place ? t["It is number {0} of a visit day.", place] : t["It was put into a visit day."],
        HelpRequestEventKind.VisitDayLeft => t["It was taken out of a visit day."],
        HelpRequestEventKind.VisitOnTheWay => t["The team is on the way."],
        HelpRequestEventKind.VisitArrived => t["The team arrived."],
        HelpRequestEventKind.VisitNotHome => t["Nobody opened the door."],
        HelpRequestEventKind.IncidentReported => t["An incident was reported."],
        HelpRequestEventKind.LadderStarted or HelpRequestEventKind.LadderAsked or HelpRequestEventKind.LadderSaidYes or HelpRequestEventKind.LadderSaidNo or HelpRequestEventKind.LadderNoAnswer
            or HelpRequestEventKind.LadderStepEmpty or HelpRequestEventKind.LadderFilled or HelpRequestEventKind.LadderCallList or HelpRequestEventKind.LadderStopped => t.OfLadder(kind, number ?? 0),
    };

    private static string OfLadder(this IStringLocalizer<Text> t, HelpRequestEventKind kind, int number) => kind switch
    {
        HelpRequestEventKind.LadderStarted => t["The search for a volunteer began."],
        HelpRequestEventKind.LadderAsked => t["Asked in step {0}.", number],
        HelpRequestEventKind.LadderSaidYes => t["Said yes."],
        HelpRequestEventKind.LadderSaidNo => t["Said no."],
        HelpRequestEventKind.LadderNoAnswer => t["Did not answer in time."],
        HelpRequestEventKind.LadderStepEmpty => t["Nobody was left to ask in step {0}.", number],
        HelpRequestEventKind.LadderFilled => t["Somebody was found: the search is over."],
        HelpRequestEventKind.LadderCallList => t["Nobody was found by messages: the coordinator has a list of numbers to call."],
        _ => t["The search was stopped."],
    };

    /// <summary>How long it has waited: minutes, hours, and from a day on days.</summary>
    public static string Span(this IStringLocalizer<Text> t, TimeSpan span)
    {
        var minutes = (int)Math.Min(int.MaxValue, Math.Max(0, span.TotalMinutes));

        return minutes >= MinutesOfDay
            ? t.Plural(minutes / MinutesOfDay, "{0} day|{0} days")
            : SpokenTime.Duration(minutes >= 60 ? minutes / 60 * 60 : minutes, CultureInfo.CurrentUICulture);
    }

    /// <summary>"due in 3 hours", "late since yesterday, 22 November, 14:00".</summary>
    public static string Due(this IStringLocalizer<Text> t, DateTime dueAtUtc, DateTime nowUtc) => dueAtUtc >= nowUtc
        ? t["due in {0}", t.Span(dueAtUtc - nowUtc)]
        : (nowUtc - dueAtUtc).TotalMinutes < MinutesOfDay
            ? t["late by {0}", t.Span(nowUtc - dueAtUtc)]
            : t["late since {0}", SpokenTime.Moment(dueAtUtc, nowUtc, CultureInfo.CurrentUICulture)];

    /// <summary>What is due next: being in touch, or the help.</summary>
    public static string DueNext(this IStringLocalizer<Text> t, RequestCard card, DateTime nowUtc) => card.DueAtUtc is not { } due
        ? ""
        : card.FirstContactAtUtc is null && card.State is HelpRequestState.New ? t["Contact: {0}", t.Due(due, nowUtc)] : t["Help: {0}", t.Due(due, nowUtc)];
}
