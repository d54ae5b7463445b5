using Dost.Volunteers.Core.Roster;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>The list with its filter, what was typed, and the filters that one keeps.</summary>
public sealed record VolunteerListPage
{
    public required VolunteerFilter Filter { get; init; }
    public required string? Typed { get; init; }
    public required RosterSlice Slice { get; init; }
    public required RosterChoices Choices { get; init; }
    public required IReadOnlyList<SavedFilter> Saved { get; init; }

    /// <summary>Nobody is in the centre at all, as opposed to nobody who fits.</summary>
    public bool IsNobodyThere => Slice.Rows.Count == 0 && Filter.Read(Typed).IsEmpty && Filter.AfterId is null && Filter.BeforeId is null;

    /// <summary>The saved filter that is in use, if what stands in the address is one.</summary>
    public SavedFilter? Current => Typed is null ? Saved.FirstOrDefault(f => f.Query == Filter.ToQuery()) : null;
}
