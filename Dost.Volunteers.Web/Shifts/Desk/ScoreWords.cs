using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Why a candidate stands where they stand, in words: what speaks for them first, then what does less.</summary>
public sealed class ScoreWords(IStringLocalizer<Text> t)
{
    private const int LongIdleDays = 30;
    private const int ShortIdleDays = 7;
    private const double FarBelow = 0.4;
    private const int ManySkills = 3;

    public IReadOnlyList<CandidateReason> ReasonsOf(CandidateScore score)
    {
        ArgumentNullException.ThrowIfNull(score);

        var isNew = score.Parts.Any(p => p.Kind is ScorePartKind.NeverServed);

        return [.. score.Parts.Select(part => ReasonOf(part, isNew)).OfType<CandidateReason>().OrderBy(reason => reason.IsWeak)];
    }

    /// <summary>0,94 as the language writes it.</summary>
    public static string Figure(double score) => score.ToString("0.00", CultureInfo.CurrentCulture);

    private CandidateReason? ReasonOf(ScorePart part, bool isNew) => part.Kind switch
    {
        ScorePartKind.Distance => Distance(part),
        ScorePartKind.Idle => Idle((int)part.Figure),
        ScorePartKind.NeverServed => new CandidateReason(t["has not served yet, waits for a first turn"], false),
        ScorePartKind.Reliability => Reliability((int)part.Figure, isNew),
        ScorePartKind.ThisWeek => ThisWeek((int)part.Figure),
        ScorePartKind.Continuity => part.Figure > 0
            ? new CandidateReason(t.Plural((int)part.Figure, "has visited this person {0} time|has visited this person {0} times"), false)
            : null,
        ScorePartKind.Preference => new CandidateReason(part.Figure > 0 ? t["likes this kind of work"] : t["likes other work more"], part.Figure <= 0),
        ScorePartKind.Skills => part.Figure >= ManySkills
            ? new CandidateReason(t.Plural((int)part.Figure, "has {0} skill that is not needed here|has {0} skills that are not needed here"), true)
            : null,
    };

    private CandidateReason Distance(ScorePart part) => new(t.Away(part.Figure), part.Figure >= DistanceWords.SameDistrictKm && part.Value < FarBelow);

    private CandidateReason Idle(int days) => days switch
    {
        0 => new CandidateReason(t["served today or will soon"], true),
        < ShortIdleDays => new CandidateReason(t.Plural(days, "served {0} day ago|served {0} days ago"), true),
        < LongIdleDays => new CandidateReason(t.Plural(days, "served {0} day ago|served {0} days ago"), false),
        _ => new CandidateReason(t["has not served for a month or longer"], false),
    };

    private CandidateReason? Reliability(int noShows, bool isNew) => noShows > 0
        ? new CandidateReason(t.Plural(noShows, "did not come {0} time|did not come {0} times"), true)
        : isNew ? null : new CandidateReason(t["always came as agreed"], false);

    private CandidateReason ThisWeek(int minutes) => minutes == 0
        ? new CandidateReason(t["has no other shift that week"], false)
        : new CandidateReason(t["serves {0} that week already", SpokenTime.Duration(minutes, CultureInfo.CurrentUICulture)], true);
}
