using Dost.Volunteers.Core.Tasks;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>What whoever asked does with the request afterwards.</summary>
public partial class HelpRequest
{
    /// <summary>How long after a visit one can say that nobody came.</summary>
    public static readonly TimeSpan NobodyCameWithin = TimeSpan.FromDays(4);

    /// <summary>Somebody waits for our call.</summary>
    public bool AwaitsCall => CallbackAskedAtUtc is not null && CallbackDoneAtUtc is null;

    /// <summary>It can be changed by who asked: nobody is on the way, and no volunteer was told of a time.</summary>
    public bool CanBeChanged => State is HelpRequestState.New or HelpRequestState.Triaged;

    /// <summary>Who asked wishes a call, at any time. Asked again while we owe one, it stays one call.</summary>
    public bool AskCallback(DateTime nowUtc)
    {
        if (AwaitsCall)
        {
            return false;
        }

        (CallbackAskedAtUtc, CallbackDoneAtUtc) = (nowUtc, null);
        Note(HelpRequestEventKind.CallbackAsked, nowUtc);

        return true;
    }

    /// <summary>The number was typed wrongly; as long as it was not confirmed it is put right.</summary>
    public bool CorrectPhone(string e164, DateTime nowUtc)
    {
        if (PhoneConfirmedAtUtc is not null || ContactPhone == e164 || IsOver)
        {
            return false;
        }

        (ContactPhone, PhoneFailedAtUtc) = (e164, null);
        Note(HelpRequestEventKind.Changed, nowUtc);

        return true;
    }

    /// <summary>Puts another time, other words and another place in, while nothing is planned. Help is due by the given moment.</summary>
    public bool Change(RequestChange change, DateTime helpDueAtUtc, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(change);

        if (!CanBeChanged)
        {
            return false;
        }

        var before = Time();
        (WantedOn, WantedPart, Description) = (change.WantedOn, change.WantedPart, change.Description.Trim());

        if (change.Point is { } point)
        {
            (Latitude, Longitude) = (point.Latitude, point.Longitude);
        }
        else if (change.Address is not null)
        {
            // The point was that of the old address.
            (Latitude, Longitude) = (null, null);
        }

        HelpDueAtUtc = helpDueAtUtc;
        DueAtUtc = State is HelpRequestState.New ? ContactDueAtUtc : HelpDueAtUtc;
        Note(HelpRequestEventKind.Changed, nowUtc, note: before == Time() ? null : $"{before} → {Time()}");

        return true;

        string Time() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{WantedOn:dd.MM.yyyy}, {PartsOfDay.StartOf(WantedPart):HH:mm}–{PartsOfDay.EndOf(WantedPart):HH:mm}");
    }

    /// <summary>
    /// Nobody came to the visit that began at the given moment. Told again it stays told; of a later visit it can be told anew.
    /// </summary>
    public bool TellNobodyCame(DateTime visitStartsAtUtc, DateTime visitEndsAtUtc, DateTime nowUtc)
    {
        if (!CanTellNobodyCame(visitStartsAtUtc, visitEndsAtUtc, nowUtc))
        {
            return false;
        }

        NobodyCameAtUtc = nowUtc;
        Note(HelpRequestEventKind.NobodyCame, nowUtc, number: Round);

        return true;
    }

    public bool CanTellNobodyCame(DateTime visitStartsAtUtc, DateTime visitEndsAtUtc, DateTime nowUtc) =>
        State is HelpRequestState.Planned or HelpRequestState.InProgress or HelpRequestState.Done or HelpRequestState.NotDone or HelpRequestState.Closed
        && visitStartsAtUtc <= nowUtc && nowUtc <= visitEndsAtUtc + NobodyCameWithin
        && !(NobodyCameAtUtc >= visitStartsAtUtc);

    /// <summary>Takes words for the volunteers who came; once, since they are passed on at once.</summary>
    public bool Thank(string words, DateTime nowUtc)
    {
        if (Thanks is not null || string.IsNullOrWhiteSpace(words) || State is not (HelpRequestState.Done or HelpRequestState.Closed))
        {
            return false;
        }

        (Thanks, ThankedAtUtc) = (words.Trim(), nowUtc);
        Note(HelpRequestEventKind.Thanked, nowUtc);

        return true;
    }
}

/// <summary>What whoever asked wants otherwise. An address, a phone or a point that is not given stays as it is.</summary>
public sealed record RequestChange(DateOnly WantedOn, PartOfDay WantedPart, string Description)
{
    public string? Address { get; init; }

    /// <summary>Of the person who is to be helped; E.164.</summary>
    public string? Phone { get; init; }
    public MapPoint? Point { get; init; }
}
