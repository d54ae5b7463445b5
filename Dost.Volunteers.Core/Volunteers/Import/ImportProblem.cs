namespace Dost.Volunteers.Core.Volunteers.Import;

/// <summary>What is wrong with a line, to be put into words by the page: the kind, the column where it is one, and what was written or is wanted.</summary>
public sealed record ImportProblem(ImportProblemKind Kind, ImportColumn? Column = null, string Detail = "");

/// <summary>The comment says what the detail is, where there is one.</summary>
public enum ImportProblemKind
{
    /// <summary>A quotation mark is open or stands in the middle of a cell.</summary>
    BrokenQuotes,
    TooManyCells,
    Missing,

    /// <summary>The longest length.</summary>
    TooLong,

    /// <summary>What was written.</summary>
    NotUnderstood,
    BadFin,
    BadDate,
    BadPhone,
    PhoneNotMobile,
    PhoneCutBySpreadsheet,
    BadEmail,
    UnknownDistrict,
    AmbiguousDistrict,
    UnknownSkill,
    UnknownLanguage,

    /// <summary>The age that is needed.</summary>
    TooYoung,
    TooYoungForSilver,
    GuardianMissing,
    BirthNotPossible,
    ConsentInFuture,

    /// <summary>The first day of the oldest text, as yyyy-MM-dd.</summary>
    ConsentBeforeText,

    /// <summary>Somebody with the same is known already.</summary>
    AlreadyKnown,

    /// <summary>The number of the earlier line that has the same.</summary>
    SameAsLine,
}
