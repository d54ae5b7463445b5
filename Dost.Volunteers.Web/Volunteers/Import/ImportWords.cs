using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers.Import;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Import;

/// <summary>Says what is wrong with a list or a line of it, and what to do.</summary>
public static class ImportWords
{
    public static string Said(this IStringLocalizer<Text> t, ImportProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);

        var column = problem.Column is { } known ? ImportColumns.NameOf(known, CultureInfo.CurrentUICulture) : "";
        var detail = problem.Detail;

        return problem.Kind switch
        {
            ImportProblemKind.BrokenQuotes => t["A quotation mark is opened and not closed in this line."],
            ImportProblemKind.TooManyCells => t["This line has more cells than the first one. Put a cell that holds a comma or a semicolon in quotation marks."],
            ImportProblemKind.Missing => t["“{0}” is empty.", column],
            ImportProblemKind.TooLong => t["“{0}” is longer than {1} characters.", column, detail],
            ImportProblemKind.NotUnderstood => t["“{0}”: “{1}” is not understood.", column, detail],
            ImportProblemKind.BadFin => t["The FIN “{0}” is not right: seven signs, digits and Latin letters without I and O.", detail],
            ImportProblemKind.BadDate => t["“{0}”: write the date “{1}” as 31.12.1999 or 1999-12-31.", column, detail],
            ImportProblemKind.BadPhone => t["“{0}”: “{1}” is no phone number. Write it as 050 123 45 67.", column, detail],
            ImportProblemKind.PhoneNotMobile => t["The phone “{0}” is not a mobile one: it gets no SMS.", detail],
            ImportProblemKind.PhoneCutBySpreadsheet => t["“{0}”: the spreadsheet has shortened the number to “{1}”. Make the column text and write the number again.", column, detail],
            ImportProblemKind.BadEmail => t["The e-mail address “{0}” is not right.", detail],
            ImportProblemKind.UnknownDistrict => t["The district “{0}” is not known.", detail],
            ImportProblemKind.AmbiguousDistrict => t["There are several districts called “{0}”. Add the city in brackets.", detail],
            ImportProblemKind.UnknownSkill => t["The skill “{0}” is not known.", detail],
            ImportProblemKind.UnknownLanguage => t["The language “{0}” is not known.", detail],
            ImportProblemKind.TooYoung => t["The person is younger than {0}.", detail],
            ImportProblemKind.TooYoungForSilver => t["The Silver programme is open from the age of {0}.", detail],
            ImportProblemKind.GuardianMissing => t["Who is younger than {0} needs a parent or guardian: “{1}” is empty.", detail, column],
            ImportProblemKind.BirthNotPossible => t["The date of birth “{0}” is not possible.", detail],
            ImportProblemKind.ConsentInFuture => t["The consent date “{0}” is in the future.", detail],
            ImportProblemKind.ConsentBeforeText => t["The consent was signed before the present texts came into force on {0}. Let the person sign again.", Date(detail)],
            ImportProblemKind.AlreadyKnown => t["“{0}”: somebody with the same is registered already.", column],
            ImportProblemKind.SameAsLine => t["“{0}” is the same as in line {1}.", column, detail],
        };
    }

    public static string Said(this IStringLocalizer<Text> t, UploadResult result)
    {
        ArgumentNullException.ThrowIfNull(result);

        var columns = string.Join(", ", (result.Columns ?? []).Select(c => ImportColumns.NameOf(c, CultureInfo.CurrentUICulture)));

        return result.Outcome switch
        {
            ImportFileOutcome.Done => "",
            ImportFileOutcome.TooBig => t["The file is larger than 2 MB. Divide the list into several files"],
            ImportFileOutcome.Empty => t["There are no lines in the file: the first is for the names of the columns, each further one for a person"],
            ImportFileOutcome.NotUtf8 => t["The letters of the file cannot be read. Save it as “CSV UTF-8” and choose it again"],
            ImportFileOutcome.Workbook => t["This is a workbook of a spreadsheet program. Save it as “CSV UTF-8” and choose that file"],
            ImportFileOutcome.TooManyLines => t["There are more than {0} lines. Divide the list into several files", Counted.Number(ImportTable.MaxLines)],
            ImportFileOutcome.ColumnsMissing => t["These columns are missing: {0}. The first line must hold the names of the columns", columns],
            ImportFileOutcome.ColumnsTwice => t["These columns are there twice: {0}", columns],
        };
    }

    /// <summary>What may stand in a column, for the table beside the form.</summary>
    public static string Explained(this IStringLocalizer<Text> t, ImportColumn column) => column switch
    {
        ImportColumn.GivenName => t["as in the identity card"],
        ImportColumn.FamilyName => t["as in the identity card"],
        ImportColumn.Fin => t["seven signs, may be empty: 5ABC123"],
        ImportColumn.BornOn => t["31.12.1999 or 1999-12-31"],
        ImportColumn.Gender => t["woman or man"],
        ImportColumn.Phone => t["a mobile number: 050 123 45 67"],
        ImportColumn.Email => t["may be empty"],
        ImportColumn.District => t["where the person lives: Yasamal"],
        ImportColumn.Programme => t["Young, Silver or Virtual"],
        ImportColumn.Culture => t["Azerbaijani, Russian or English; Azerbaijani if empty"],
        ImportColumn.Skills => t["several divided by commas; may be empty"],
        ImportColumn.Languages => t["several divided by commas; may be empty"],
        ImportColumn.ConsentOn => t["the day on which the person signed the rules and the consent on paper"],
        ImportColumn.GuardianName => t["only for those under age, who signed the consent too"],
        ImportColumn.GuardianPhone => t["only for those under age"],
    };

    private static string Date(string iso) => DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? SpokenTime.FullDate(date, CultureInfo.CurrentUICulture)
        : iso;
}
