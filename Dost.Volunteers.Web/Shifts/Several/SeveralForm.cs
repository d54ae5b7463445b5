using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.Shifts.Several;

/// <summary>The shifts that were ticked, each as it was seen, and what shall be done.</summary>
public sealed class SeveralForm
{
    /// <summary>Id and version of each: <c>id_version</c>.</summary>
    public List<string> Chosen { get; set; } = [];

    public bool CallOff { get; set; }

    public string? Reason { get; set; }

    public DateOnly? Week { get; set; }

    public IReadOnlyCollection<SeenShift> Seen() =>
        [.. Chosen.Take(ShiftsTogether.Most).Select(c => c.Split('_')).Where(p => p.Length == 2 && Guid.TryParse(p[0], out _) && Guid.TryParse(p[1], out _)).Select(p => new SeenShift(new Guid(p[0]), new Guid(p[1])))];
}

public sealed record SeveralPage(DateOnly Monday, IReadOnlyList<SeveralRow> Rows);

/// <summary>What would be done; of so many that were ticked some may have changed since.</summary>
public sealed record LookPage(SeveralForm Form, IReadOnlyList<SeveralRow> Rows, int Ticked)
{
    public string? Reason => Form.Reason;
}

public sealed record SeveralRow(
    Guid ShiftId, Guid Version, string? Title, LocalName Category, LocalName Centre, DateTime StartsAtUtc, DateTime EndsAtUtc, ShiftState State, int Taken, int Wanted, int People)
{
    public string Seen => $"{ShiftId}_{Version}";
}

/// <summary>Which week is copied to which other.</summary>
public sealed class CopyForm
{
    public Guid? CentreId { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    [BindNever]
    public IReadOnlyList<SelectListItem> Centres { get; set; } = [];

    [BindNever]
    public CopyPlan? Plan { get; set; }
}
