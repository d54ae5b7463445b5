using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>Answers of the domain in words, where they stand in a sentence or a list of choices.</summary>
public static class EnumWords
{
    public static string PartOfDay(this IStringLocalizer t, PartOfDay part)
    {
        ArgumentNullException.ThrowIfNull(t);

        return part switch
        {
            Core.HelpRequests.PartOfDay.AnyTime => t["at any time of the day"],
            Core.HelpRequests.PartOfDay.Morning => t["in the morning, 09:00–12:00"],
            Core.HelpRequests.PartOfDay.Afternoon => t["in the afternoon, 12:00–16:00"],
            Core.HelpRequests.PartOfDay.Evening => t["in the evening, 16:00–19:00"],
        };
    }

    /// <summary>Where a request stands, to who asked.</summary>
    public static string RequestState(this IStringLocalizer t, HelpRequestState state)
    {
        ArgumentNullException.ThrowIfNull(t);

        return state switch
        {
            HelpRequestState.New => t["Your request has reached us. A coordinator will read it soon."],
            HelpRequestState.Triaged => t["A coordinator has read your request and is planning the help."],
            HelpRequestState.Planned => t["The time is set."],
            HelpRequestState.InProgress => t["The volunteer is helping now."],
            HelpRequestState.Done => t["The help was given."],
            HelpRequestState.Closed => t["The request is closed."],
            HelpRequestState.Rejected => t["We are sorry: we cannot help with this request."],
            HelpRequestState.Cancelled => t["The request is withdrawn."],
            HelpRequestState.NotDone => t["The visit did not take place, and we are sorry. Call 142, and we will find another time."],
        };
    }

    /// <summary>One line of what has happened to a request.</summary>
    public static string RequestStep(this IStringLocalizer t, HelpRequestState state)
    {
        ArgumentNullException.ThrowIfNull(t);

        return state switch
        {
            HelpRequestState.New => t["The request came in."],
            HelpRequestState.Triaged => t["A coordinator took it up."],
            HelpRequestState.Planned => t["A time was set."],
            HelpRequestState.InProgress => t["The volunteer arrived."],
            HelpRequestState.Done => t["The help was given."],
            HelpRequestState.Closed => t["The request was closed."],
            HelpRequestState.Rejected => t["The request was declined."],
            HelpRequestState.Cancelled => t["The request was withdrawn."],
            HelpRequestState.NotDone => t["The visit did not take place."],
        };
    }

    /// <summary>One line of what else happened to a request, to who asked; null for what is of staff alone.</summary>
    public static string? RequestEvent(this IStringLocalizer t, HelpRequestEventKind kind)
    {
        ArgumentNullException.ThrowIfNull(t);

        return kind switch
        {
            HelpRequestEventKind.PhoneConfirmed => t["You confirmed your phone."].Value,
            HelpRequestEventKind.Changed => t["The request was changed."],
            HelpRequestEventKind.Contacted => t["The centre was in touch with you."],
            HelpRequestEventKind.CallbackAsked => t["You asked for a call."],
            HelpRequestEventKind.CallbackDone => t["The centre called you."],
            HelpRequestEventKind.NobodyCame => t["You told us that nobody came."],
            HelpRequestEventKind.Thanked => t["Your thanks were passed on."],
            HelpRequestEventKind.Referred => t["The request was passed on to another office."],
            HelpRequestEventKind.VisitOnTheWay => t["The volunteer was on the way."],
            HelpRequestEventKind.JoinedPerson or HelpRequestEventKind.LadderStarted or HelpRequestEventKind.LadderAsked or HelpRequestEventKind.LadderSaidYes or HelpRequestEventKind.LadderSaidNo
                or HelpRequestEventKind.LadderNoAnswer or HelpRequestEventKind.LadderStepEmpty or HelpRequestEventKind.LadderFilled or HelpRequestEventKind.LadderCallList or HelpRequestEventKind.LadderStopped
                or HelpRequestEventKind.VisitDayJoined or HelpRequestEventKind.VisitDayLeft or HelpRequestEventKind.VisitArrived or HelpRequestEventKind.VisitNotHome or HelpRequestEventKind.IncidentReported => null,
        };
    }

    /// <summary>Whom the person visited wishes for.</summary>
    public static string VisitorWish(this IStringLocalizer t, Gender gender)
    {
        ArgumentNullException.ThrowIfNull(t);

        return gender switch
        {
            Gender.Female => t["a woman is to come"],
            Gender.Male => t["a man is to come"],
        };
    }

    public static string Vetting(this IStringLocalizer t, VettingLevel level)
    {
        ArgumentNullException.ThrowIfNull(t);

        return level switch
        {
            VettingLevel.None => t["no check"],
            VettingLevel.HomeVisit => t["checked for home visits"],
            VettingLevel.Safeguarding => t["checked for being alone with people in need of care"],
        };
    }

    /// <summary>What is to be eased, without a word of whose it is.</summary>
    public static string Eased(this IStringLocalizer t, SafeguardKind kind)
    {
        ArgumentNullException.ThrowIfNull(t);

        return kind switch
        {
            SafeguardKind.Vetting => t["A lower check is enough"],
            SafeguardKind.VisitedByTwo => t["One person may visit alone"],
            SafeguardKind.KnownVisitorsOnly => t["Others than known visitors may come"],
            SafeguardKind.Exclusion => t["A volunteer may visit again"],
        };
    }
}
