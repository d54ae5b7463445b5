using Dost.Volunteers.Core.Hours;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Localization;

/// <summary>Hours in words: where they come from, what is odd about them, and what is wrong with a chain.</summary>
public static class HoursWords
{
    public static string NameOf(this IStringLocalizer<Text> t, HoursSource source) => source switch
    {
        HoursSource.Attendance => t["Check-in and check-out"],
        HoursSource.Remote => t["Remote work, reported by the volunteer"],
        HoursSource.Correction => t["Correction by the coordinator"],
    };

    /// <summary>One mark.</summary>
    public static string NameOf(this IStringLocalizer<Text> t, OddMarks mark) => mark switch
    {
        OddMarks.LongerThanShift => t["Longer than the shift"],
        OddMarks.Overlapping => t["Overlaps other hours of this person"],
        OddMarks.AtNight => t["At night"],
        OddMarks.AboveUsual => t["Far more than this person usually serves"],
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, "One mark at a time has words."),
    };

    public static IEnumerable<OddMarks> Each(this OddMarks marks) => Enum.GetValues<OddMarks>().Where(mark => mark is not OddMarks.None && marks.HasFlag(mark));

    public static string InWords(this IStringLocalizer<Text> t, OddMarks marks) => marks is OddMarks.None ? t["nothing"] : string.Join(", ", marks.Each().Select(mark => t.NameOf(mark)));

    public static string NameOf(this IStringLocalizer<Text> t, HoursFilter filter) => filter switch
    {
        HoursFilter.All => t["All"],
        HoursFilter.Fine => t["Nothing odd"],
        HoursFilter.Odd => t["Anything odd"],
        HoursFilter.LongerThanShift => t["Longer than the shift"],
        HoursFilter.Overlapping => t["Overlaps other hours of this person"],
        HoursFilter.AtNight => t["At night"],
        HoursFilter.AboveUsual => t["Far more than this person usually serves"],
        HoursFilter.Remote => t["Remote work"],
    };

    public static string NameOf(this IStringLocalizer<Text> t, LedgerFault fault) => fault switch
    {
        LedgerFault.EntryChanged => t["What the entry says is not what was noted at the time."],
        LedgerFault.EntryMissing => t["The entry is missing."],
        LedgerFault.EndMissing => t["The entry and all that followed it are missing."],
        LedgerFault.EntryAdded => t["The entry was put in past the program."],
        LedgerFault.HeadForged => t["The head of the chain is missing, or was changed past the program."],
        LedgerFault.ApprovalForged => t["Entries count as approved that were not, or the other way round."],
    };
}
