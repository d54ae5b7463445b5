using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shared;

/// <summary>Trainings, checks and documents in words, to whom they belong and to the coordinator.</summary>
public static class CredentialWords
{
    /// <summary>So many days before the last one it is time to see to the next.</summary>
    public const int SoonDays = 30;

    /// <summary>How it stands on the day: finer than the state, since the day counts too.</summary>
    public static (string Text, string Tone) Standing(this IStringLocalizer<Text> t, CredentialLine line, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(line);

        return line.State switch
        {
            CredentialState.Submitted => (t["Waits to be checked"], "wait"),
            CredentialState.Refused => (t["Was not accepted"], "bad"),
            CredentialState.Revoked => (t["Revoked"], "bad"),
            CredentialState.Verified when line.ExpiresOn < today => (t["Expired"], "muted"),
            CredentialState.Verified when line.ExpiresOn <= today.AddDays(SoonDays) => (t["Expires soon"], "wait"),
            CredentialState.Verified => (t["Valid"], "good"),
        };
    }

    /// <summary>From when to when, in a line.</summary>
    public static string Period(this IStringLocalizer<Text> t, CredentialLine line)
    {
        ArgumentNullException.ThrowIfNull(line);

        var culture = CultureInfo.CurrentUICulture;
        var from = SpokenTime.FullDate(line.IssuedOn, culture);

        return line.ExpiresOn is { } last ? t["Issued: {0}. Last day: {1}.", from, SpokenTime.FullDate(last, culture)] : t["Issued: {0}. It does not expire.", from];
    }

    /// <summary>What is wrong with the dates, and which field says it; none where they are fine.</summary>
    public static (string Field, string Complaint)? Complaint(this IStringLocalizer<Text> t, DatesOutcome outcome) => outcome switch
    {
        DatesOutcome.Fine => null,
        DatesOutcome.IssuedInFuture => ("IssuedOn", t["The day of issue lies in the future"]),
        DatesOutcome.IssuedTooLongAgo => ("IssuedOn", t["Check the day of issue: it is very long ago"]),
        DatesOutcome.ExpiryMissing => ("ExpiresOn", t["Write until when it is valid, as the document says"]),
        DatesOutcome.ExpiresBeforeIssue => ("ExpiresOn", t["It must be valid for longer than the day of issue"]),
        DatesOutcome.Expired => ("IssuedOn", t["It is no longer valid today, so it cannot be taken"]),
    };

    /// <summary>Why a file is not taken; none where it is.</summary>
    public static string? Complaint(this IStringLocalizer<Text> t, FileOutcome outcome) => outcome switch
    {
        FileOutcome.Fine => null,
        FileOutcome.Empty => t["The file is empty. Choose another one"].Value,
        FileOutcome.TooLarge => t["The file is larger than 10 MB. Take a smaller picture, or scan with fewer details"].Value,
        FileOutcome.UnknownKind => t["This is neither a PDF nor a JPEG or PNG picture. Take a photo of the document, or save it as PDF"].Value,
        FileOutcome.WebPage => t["This file holds a web page, whatever it is called. Send a real PDF or a picture"].Value,
        FileOutcome.TooManyPixels => t["The picture has too many pixels. Take a smaller one"].Value,
        FileOutcome.Damaged => t["The picture is damaged and cannot be opened. Take it once more"].Value,
    };
}
