using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shared;

/// <summary>How a place stands, as it is said to the volunteer: finer than the state, since time and the shift count too.</summary>
public enum OwnStanding { OfferOpen, OfferOver, Confirmed, Waiting, CheckedIn, Attended, Declined, Withdrawn, Released, CalledOff, Missed, Past }

/// <summary>The words for a volunteer's own places.</summary>
public static class OwnShiftWords
{
    public static OwnStanding StandingAt(this OwnShift place, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(place);

        if (place.Facts.State is ShiftState.Cancelled)
        {
            return OwnStanding.CalledOff;
        }

        return place.State switch
        {
            AssignmentState.Offered => place.CanAnswer(nowUtc) ? OwnStanding.OfferOpen : OwnStanding.OfferOver,
            AssignmentState.Confirmed => nowUtc < place.Facts.EndsAtUtc ? OwnStanding.Confirmed : OwnStanding.Past,
            AssignmentState.CheckedIn => OwnStanding.CheckedIn,
            AssignmentState.Attended => OwnStanding.Attended,
            AssignmentState.Waitlisted => place.Facts.IsOpen(nowUtc) ? OwnStanding.Waiting : OwnStanding.Past,
            AssignmentState.Declined => OwnStanding.Declined,
            AssignmentState.Expired => OwnStanding.OfferOver,
            AssignmentState.Withdrawn => OwnStanding.Withdrawn,
            AssignmentState.Removed => OwnStanding.Released,
            AssignmentState.NoShow => OwnStanding.Missed,
        };
    }

    /// <summary>A word or two for the tag, and its colour.</summary>
    public static (string Text, string Tone) Tag(this IStringLocalizer<Text> t, OwnStanding standing) => standing switch
    {
        OwnStanding.OfferOpen => (t["Waits for your answer"], "wait"),
        OwnStanding.OfferOver => (t["Offer is over"], "muted"),
        OwnStanding.Confirmed => (t["Your place"], "good"),
        OwnStanding.Waiting => (t["You are waiting in line"], "calm"),
        OwnStanding.CheckedIn => (t["You are checked in"], "good"),
        OwnStanding.Attended => (t["You served"], "done"),
        OwnStanding.Declined => (t["You said no"], "muted"),
        OwnStanding.Withdrawn => (t["You gave the place back"], "muted"),
        OwnStanding.Released => (t["Place released"], "muted"),
        OwnStanding.CalledOff => (t["It was called off"], "bad"),
        OwnStanding.Missed => (t["You were missed"], "bad"),
        OwnStanding.Past => (t["Is over"], "muted"),
    };

    /// <summary>The heading of the page of one place.</summary>
    public static string Headline(this IStringLocalizer<Text> t, OwnStanding standing) => standing switch
    {
        OwnStanding.OfferOpen => t["Can you help?"],
        OwnStanding.OfferOver => t["The time to answer has run out"],
        OwnStanding.Confirmed => t["Your place is confirmed"],
        OwnStanding.Waiting => t["You are on the waiting list"],
        OwnStanding.CheckedIn => t["You are checked in"],
        OwnStanding.Attended => t["Thank you for your help"],
        OwnStanding.Declined => t["You said that you cannot come"],
        OwnStanding.Withdrawn => t["You gave the place back"],
        OwnStanding.Released => t["This place was released"],
        OwnStanding.CalledOff => t["This shift was called off"],
        OwnStanding.Missed => t["You were missed at this shift"],
        OwnStanding.Past => t["This shift is over"],
    };

    /// <summary>One or two sentences below the heading: what it means and what comes next.</summary>
    public static string Explanation(this IStringLocalizer<Text> t, OwnStanding standing) => standing switch
    {
        OwnStanding.OfferOpen => t["Your help is asked for. Whatever you answer, thank you for answering: a no does not count against you."],
        OwnStanding.OfferOver => t["The place was offered to somebody else meanwhile. You will be asked again at another time, and you can look at the open shifts yourself."],
        OwnStanding.Confirmed => t["We count on you. If something comes up, tell us as early as you can, so that we find somebody else."],
        OwnStanding.Waiting => t["All places are taken at present. As soon as one is free and it is your turn, you get an offer by SMS and e-mail."],
        OwnStanding.CheckedIn => t["Your time is being counted. Do not forget to check out when you finish."],
        OwnStanding.Attended => t["Your time was noted. As soon as the coordinator has approved it, it counts among your hours."],
        OwnStanding.Declined => t["Thank you for telling us. It does not count against you, and we will ask you again at another time."],
        OwnStanding.Withdrawn => t["Thank you for telling us in time. The place goes to somebody else."],
        OwnStanding.Released => t["You need not come. If you do not know why, ask the coordinator of your centre."],
        OwnStanding.CalledOff => t["You need not come. We are sorry for the change, and thank you for having been ready to help."],
        OwnStanding.Missed => t["You were not checked in. If you were there all the same, tell the coordinator of your centre: it can be put right."],
        OwnStanding.Past => t["There is nothing to do here any more."],
    };

    /// <summary>What became of an answer, a sign-up or a withdrawal that was not simply done.</summary>
    public static string NotDone(this IStringLocalizer<Text> t, PlacementOutcome outcome) => outcome switch
    {
        PlacementOutcome.Done => t["Thank you, it is noted."],
        PlacementOutcome.Waitlisted => t["All places are taken. You are on the waiting list, and we will tell you as soon as it is your turn."],
        PlacementOutcome.PlaceTaken => t["The last place was taken by somebody else a moment ago. Thank you for being ready to help."],
        PlacementOutcome.OfferExpired => t["The time to answer has run out, and the place was offered to somebody else."],
        PlacementOutcome.NoLongerOffered => t["Nothing was changed: this was answered before, or the offer was taken back. How it stands now is written here."],
        PlacementOutcome.AlreadyThere => t["You have a place in this shift already."],
        PlacementOutcome.ShiftClosed => t["This shift takes no more changes: it has begun, is over or was called off."],
        PlacementOutcome.RuleBroken => t["You cannot take this place at present."],
        PlacementOutcome.ReasonNeeded => t["The shift is soon: please say why you cannot come."],
    };

    public static string Said(this IStringLocalizer<Text> t, AttendanceOutcome outcome, bool isCheckIn) => (outcome, isCheckIn) switch
    {
        (AttendanceOutcome.Done, true) => t["You are checked in. Thank you for coming!"],
        (AttendanceOutcome.Done, false) => t["You are checked out. Thank you for your help!"],
        (AttendanceOutcome.TooEarly, true) => t["It is too early to check in. The button opens shortly before the shift begins."],
        (AttendanceOutcome.TooEarly, false) => t["The shift has not begun yet, so you cannot check out. If you must leave, call your coordinator."],
        (AttendanceOutcome.TooLate, _) => t["The shift is over, so you can no longer check in. If you were there, tell your coordinator: your hours can be added."],
        (AttendanceOutcome.NotTrusted, _) => t["You cannot check in: something that this shift demands is not valid today. Speak to your coordinator."],
        (AttendanceOutcome.TooFew, _) => t["Nobody visits this person alone, and you are the only one so far. Please do not go in; call your coordinator."],
        (AttendanceOutcome.NotAssigned, true) => t["You have no place in this shift, so you cannot check in. If you are there all the same, speak to your coordinator."],
        (AttendanceOutcome.PinNeeded, _) => t["Please type the four-digit number that the person you visit tells you."],
        (AttendanceOutcome.WrongPin, _) => t["This is not the number of the visit. Ask the person to tell it once more, and type it again."],
        (AttendanceOutcome.PinSpent, _) => t["The number was wrong too often. Call your coordinator, who can note it for you."],
        (AttendanceOutcome.TooOld, _) => t["This was kept on the phone for too long. Tell your coordinator: it can be added."],
        (AttendanceOutcome.NotPossible, _) => t["The time that the phone says cannot be right. Tell your coordinator: it can be added."],
        (AttendanceOutcome.NotAssigned, false) => t["You are not checked in, so there is nothing to check out of."],
    };

    /// <summary>What became of "I am on the way".</summary>
    public static string SaidOnTheWay(this IStringLocalizer<Text> t, AttendanceOutcome outcome) => outcome switch
    {
        AttendanceOutcome.Done => t["They know that you are on the way. Thank you!"],
        AttendanceOutcome.TooEarly => t["It is too early for that: you can say it from two hours before the visit on."],
        AttendanceOutcome.TooFew => t.Said(outcome, isCheckIn: true),
        AttendanceOutcome.TooLate or AttendanceOutcome.NotAssigned or AttendanceOutcome.NotTrusted or AttendanceOutcome.PinNeeded or AttendanceOutcome.WrongPin or AttendanceOutcome.PinSpent
            or AttendanceOutcome.TooOld or AttendanceOutcome.NotPossible => t["Nothing was sent: this visit is over, or it is no longer yours."],
    };

    public static string Wished(this IStringLocalizer<Text> t, Gender gender) => gender switch
    {
        Gender.Female => t["a woman, as the person wishes"],
        Gender.Male => t["a man, as the person wishes"],
    };
}
