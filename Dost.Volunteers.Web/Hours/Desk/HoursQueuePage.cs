using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Hours.Desk;

/// <summary>The entries that wait, of one kind or all.</summary>
/// <param name="Filter">Which are shown.</param>
/// <param name="Waiting">How many wait in all.</param>
/// <param name="Rows">Those of the page.</param>
public sealed record HoursQueuePage(HoursFilter Filter, int Waiting, Page<HoursRow> Rows)
{
    public static HoursFilter FilterOf(string? show) =>
        Enum.TryParse<HoursFilter>(show, ignoreCase: true, out var filter) && Enum.IsDefined(filter) ? filter : HoursFilter.All;
}

/// <summary>What is about to be approved.</summary>
public sealed record HoursPreviewPage(IReadOnlyList<HoursRow> Rows, string? Page, string? Show);

/// <summary>An entry of hours, as a list shows it.</summary>
public sealed record HoursRow
{
    public required Guid HoursEntryId { get; init; }
    public required Guid VolunteerId { get; init; }
    public required string GivenName { get; init; }
    public required string FamilyName { get; init; }
    public required DateOnly ServiceDate { get; init; }
    public required int Minutes { get; init; }
    public required HoursState State { get; init; }
    public required HoursSource Source { get; init; }
    public required OddMarks Odd { get; init; }
    public string? Words { get; init; }

    /// <summary>From when to when a volunteer reports to have worked remotely.</summary>
    public DateTime? ServedFromUtc { get; init; }
    public DateTime? ServedUntilUtc { get; init; }
    public required Guid Version { get; init; }

    /// <summary>None for a correction, which has no shift.</summary>
    public Guid? ShiftId { get; init; }
    public string? Title { get; init; }
    public LocalName? Category { get; init; }
    public DateTime? StartsAtUtc { get; init; }
    public DateTime? EndsAtUtc { get; init; }
    public required bool WasClosedBySystem { get; init; }

    /// <summary>How the coming and going were noted, and whether a phone without a connection sent them later.</summary>
    public AttendanceMethod? CameBy { get; init; }
    public AttendanceMethod? WentBy { get; init; }
    public required bool WasSentLater { get; init; }
    public DateTime? WentAtUtc { get; init; }

    /// <summary>The entry was made until the end of the shift, and then a phone said another time.</summary>
    public bool WentBeforeEntered => Source is HoursSource.Attendance && WasSentLater && WentAtUtc < ServedUntilUtc;

    public string FullName => $"{GivenName} {FamilyName}";

    /// <summary>The entry and the version that was seen, in one word.</summary>
    public string Seen => SeenHoursWords.Write(HoursEntryId, Version);

    public string? NameIn(CultureInfo culture) => Title ?? Category?.In(culture);

    internal static IQueryable<HoursRow> Of(IQueryable<HoursEntry> entries) => entries.Select(h => new HoursRow
    {
        HoursEntryId = h.HoursEntryId,
        VolunteerId = h.VolunteerId,
        GivenName = h.Volunteer.GivenName,
        FamilyName = h.Volunteer.FamilyName,
        ServiceDate = h.ServiceDate,
        Minutes = h.Minutes,
        State = h.State,
        Source = h.Source,
        Odd = h.Odd,
        Words = h.Words,
        ServedFromUtc = h.StartsAtUtc,
        ServedUntilUtc = h.EndsAtUtc,
        Version = h.Version,
        ShiftId = h.Assignment == null ? null : h.Assignment.ShiftId,
        Title = h.Assignment == null ? null : h.Assignment.Shift.VolunteerTask.Title,
        Category = h.Assignment == null ? null : h.Assignment.Shift.VolunteerTask.HelpCategory.Name,
        StartsAtUtc = h.Assignment == null ? null : h.Assignment.Shift.StartsAtUtc,
        EndsAtUtc = h.Assignment == null ? null : h.Assignment.Shift.EndsAtUtc,
        WasClosedBySystem = h.Assignment != null && h.Assignment.WasClosedBySystem,
        CameBy = h.Assignment == null ? null : h.Assignment.CheckedInBy,
        WentBy = h.Assignment == null ? null : h.Assignment.CheckedOutBy,
        WasSentLater = h.Assignment != null && h.Assignment.WasSentLater,
        WentAtUtc = h.Assignment == null ? null : h.Assignment.CheckedOutAtUtc,
    });
}

/// <summary>Entries as they were seen, in the fields of a form.</summary>
internal static class SeenHoursWords
{
    public static string Write(Guid id, Guid version) => $"{id:N}.{version:N}";

    /// <summary>What cannot be read is left out.</summary>
    public static List<SeenHours> Read(IReadOnlyList<string>? seen) =>
    [
        .. (seen ?? []).Take(Paging.DefaultSize).Select(word => (word ?? "").Split('.'))
            .Where(parts => parts.Length == 2 && Guid.TryParseExact(parts[0], "N", out _) && Guid.TryParseExact(parts[1], "N", out _))
            .Select(parts => new SeenHours(Guid.ParseExact(parts[0], "N"), Guid.ParseExact(parts[1], "N"))).DistinctBy(s => s.HoursEntryId),
    ];
}

/// <summary>Sending hours back: why, in words that the volunteer will read.</summary>
public sealed class ReturnForm
{
    public string? Reason { get; set; }
}

public sealed class ReturnFormValidator : AbstractValidator<ReturnForm>
{
    public ReturnFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Reason).NotEmpty().WithMessage(_ => t["Write what is wrong: the volunteer will read it"])
        .MaximumLength(HoursEntry.ReasonMaxLength).WithMessage(_ => t["At most {0} characters, please", HoursEntry.ReasonMaxLength]);
}

/// <summary>The entry to be returned, and the form.</summary>
public sealed record ReturnPage(HoursRow Row, ReturnForm Form);

/// <summary>Correcting hours: how many minutes are right, and why.</summary>
public sealed class CorrectForm
{
    public int? Minutes { get; set; }

    /// <summary>What counted when the page was opened.</summary>
    public int? Counted { get; set; }
    public string? Reason { get; set; }
}

public sealed class CorrectFormValidator : AbstractValidator<CorrectForm>
{
    public CorrectFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Minutes).NotNull().WithMessage(_ => t["Write how many minutes are right, for example 90"])
            .InclusiveBetween(0, HoursService.MostCorrectedMinutes).WithMessage(_ => t["From 0 to {0} minutes", HoursService.MostCorrectedMinutes]);
        RuleFor(f => f.Counted).NotNull().WithMessage(_ => t["Open the page again, please"]);
        RuleFor(f => f.Reason).NotEmpty().WithMessage(_ => t["Write what was wrong: the volunteer will read it"])
            .MaximumLength(HoursEntry.WordsMaxLength).WithMessage(_ => t["At most {0} characters, please", HoursEntry.WordsMaxLength]);
    }
}

/// <summary>The entry to be corrected, what counts for it now, and the form.</summary>
public sealed record CorrectPage(HoursRow Row, int Counted, CorrectForm Form);
