using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Merging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Duplicates;

/// <summary>Likeness and merging in plain words.</summary>
public static class MergeWords
{
    public static (string Tone, string Text) Tag(this IStringLocalizer t, Likeness likeness) => likeness switch
    {
        Likeness.High => ("wait", t["Very likely"]),
        Likeness.Low => ("calm", t["Possible"]),
    };

    /// <summary>What speaks for it, one thing after the other.</summary>
    public static IEnumerable<string> Signs(this IStringLocalizer t, Resemblance resemblance)
    {
        ArgumentNullException.ThrowIfNull(resemblance);

        yield return resemblance.Names switch
        {
            NameLikeness.Same => t["The names sound the same"],
            NameLikeness.Swapped => t["Given name and family name changed places"],
            NameLikeness.Similar => t["The names differ by a little"],
            NameLikeness.None => "",
        };
        yield return resemblance.HasTurnedBirthday ? t["Day and month of the birthday changed places"] : t["The same date of birth"];

        if (resemblance.SharesPhone)
        {
            yield return t["They share a phone with a parent or guardian"];
        }

        if (resemblance.HasCloseFin)
        {
            yield return t["The FINs differ by one sign"];
        }
    }

    public static string NameOf(this IStringLocalizer t, MergeField field) => field switch
    {
        MergeField.Name => t["Name"],
        MergeField.BornOn => t["Date of birth"],
        MergeField.Gender => t["Gender"],
        MergeField.Fin => t["FIN"],
        MergeField.Phone => t["Phone"],
        MergeField.Email => t["E-mail"],
        MergeField.District => t["District and centre"],
        MergeField.Culture => t["Language of messages"],
        MergeField.Guardian => t["Parent or guardian"],
    };

    /// <summary>What a record says. The FIN is not said: it is shown only where the two must be compared.</summary>
    public static string Says(this IStringLocalizer t, Volunteer person, MergeField field)
    {
        ArgumentNullException.ThrowIfNull(person);
        var culture = CultureInfo.CurrentUICulture;

        return field switch
        {
            MergeField.Name => person.FullName,
            MergeField.BornOn => SpokenTime.FullDate(person.BornOn, culture),
            MergeField.Gender => t.NameOf(person.Gender),
            MergeField.Fin => person.FinHash is null ? t["not given"] : "•••••••",
            MergeField.Phone => $"{PhoneNumber.Display(person.Phone)} ({(person.PhoneConfirmedAtUtc is null ? t["Not verified"] : t["Verified"])})",
            MergeField.Email => person.Email is null ? t["not given"] : $"{person.Email} ({(person.EmailConfirmedAtUtc is null ? t["Not verified"] : t["Verified"])})",
            MergeField.District => $"{person.District.Name.In(culture)}, {person.Centre.Name.In(culture)}",
            MergeField.Culture => CultureInfo.GetCultureInfo(person.Culture).OwnName(),
            MergeField.Guardian => person.GuardianName is null && person.GuardianPhone is null ? t["not given"]
                : string.Join(", ", new[] { person.GuardianName, person.GuardianPhone is { } phone ? PhoneNumber.Display(phone) : null }.OfType<string>()),
        };
    }

    public static string Says(this IStringLocalizer t, MergeObstacleKind kind) => kind switch
    {
        MergeObstacleKind.DifferentFins => t["The FINs are different, so these are two people. If one FIN was written down wrongly, it must be put right first."],
        MergeObstacleKind.MergedServes => t["The other record is serving, and this one is not. Keep the one that serves: nobody begins to serve by a merge."],
        MergeObstacleKind.MergedPauses => t["The other record is on a break. Keep that one, or end the break first."],
        MergeObstacleKind.ServingNow => t["The person is serving at this moment, or the end of the shift is not noted yet. Try again afterwards."],
        MergeObstacleKind.ErasureAsked => t["One of the two asked that their data be deleted. This comes first."],
        MergeObstacleKind.OwnRecord => t["This is your own record. Somebody else decides about it."],
        MergeObstacleKind.SameShift => t["Both are in this shift. Take one of them off it first:"],
        MergeObstacleKind.PlaceConflict => t["As one person they could not be in this shift. Take them off it first:"],
    };

    public static string Says(this IStringLocalizer t, Rule rule) => rule switch
    {
        Rule.Overlap => t["another place is at the same time"],
        Rule.TravelGap => t["there is too little time between two places"],
        Rule.WeeklyCap => t["together it is more hours than a week allows"],
        Rule.ExcludedPair => t["one of the two is not to visit this person"],
        Rule.UnknownVisitor => t["the person lets only known visitors in"],
        Rule.Blackout => t["one of the two wrote that they are away that day"],
        Rule.NotAvailable => t["it is outside the hours that the kept record names"],
        Rule.TooYoung => t["too young for it"],
        Rule.Gender => t["a visitor of the other gender was asked for"],
        Rule.NotActive => t["the kept record is not serving"],
        Rule.Programme => t["the kept record serves from home only"],
        Rule.Vetting or Rule.MissingCredential or Rule.MissingSkill or Rule.MissingLanguage => t["something that the shift demands is missing"],
    };

    public static string Says(this IStringLocalizer t, MergeWarning warning) => warning switch
    {
        MergeWarning.WasRejected => t["The other application was refused. Read the reason before you go on; it is kept as a note."],
        MergeWarning.TermEnds => t["The running term of the other record ends today. It stays in the history."],
        MergeWarning.InterviewEnds => t["The interview of the other record is given up, and its time goes to others."],
        MergeWarning.PlacesStay => t["Both were in the same shift in the past. Both places and all minutes are kept; check whether they were counted twice."],
        MergeWarning.AvailabilityStays => t["The weekly times of the kept record stay. Those of the other one are not added."],
        MergeWarning.HadRevokedCredential => t["A training, check or document of the other record was revoked."],
        MergeWarning.SignInCloses => t["The other sign-in ends. From now on the person signs in with the phone that is kept."],
        MergeWarning.FinsAreClose => t["The FINs differ by one sign. Look at the identity card, and choose the right one."],
    };

    /// <summary>What moves, as counts; what is not there is not said.</summary>
    public static IEnumerable<(string What, string HowMuch)> Counted(this IStringLocalizer t, MergeCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var culture = CultureInfo.CurrentUICulture;
        (string What, int Number, string HowMuch)[] all =
        [
            (t["Places in shifts"], counts.Places, Number(counts.Places)),
            (t["Hours that count"], counts.ApprovedMinutes, SpokenTime.Duration(counts.ApprovedMinutes, culture)),
            (t["Hours that wait for approval"], counts.WaitingMinutes, SpokenTime.Duration(counts.WaitingMinutes, culture)),
            (t["Trainings, checks and documents"], counts.Credentials, Number(counts.Credentials)),
            (t["Signed contracts"], counts.Contracts, Number(counts.Contracts)),
            (t["Terms"], counts.Terms, Number(counts.Terms)),
            (t["Interviews"], counts.Interviews, Number(counts.Interviews)),
            (t["Notes"], counts.Notes, Number(counts.Notes)),
            (t["Tags"], counts.Tags, Number(counts.Tags)),
            (t["Messages"], counts.Messages, Number(counts.Messages)),
        ];

        return all.Where(a => a.Number != 0).Select(a => (a.What, a.HowMuch));
    }

    /// <summary>The note that stays: why they were merged, and all that the record said that ends.</summary>
    public static string NoteOf(this IStringLocalizer t, MergePlan plan, string reason)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var said = Enum.GetValues<MergeField>().Where(f => f is not MergeField.Fin).Select(f => $"{t.NameOf(f)}: {t.Says(plan.Merged, f)}");
        string[] state =
        [
            $"{t["Programme"]}: {t.NameOf(plan.Merged.Programme)}, {t.NameOf(plan.Merged.State)}",
            $"{t["Applied on"]}: {SpokenTime.FullDate(BakuTime.DateOf(plan.Merged.AppliedAtUtc), CultureInfo.CurrentUICulture)}",
        ];

        return string.Join('\n', [t["Merged with another record of the same person."].ToString(), reason, "", t["The other record said:"].ToString(), .. said, .. state, plan.Merged.StateReason ?? ""]).TrimEnd();
    }

    private static string Number(int number) => Web.Localization.Counted.Number(number);
}
