namespace Dost.Volunteers.Core.Matching.Planning.Generating;

/// <summary>A made-up shift; times in minutes since the Monday, on the clock of Baku.</summary>
internal sealed record MadeShift(string Id, int From, int To, string Place, GeoPoint Point, int Priority, IReadOnlyList<MadeRole> Roles);

/// <summary>A made-up role; no lowest age where it is 0.</summary>
internal sealed record MadeRole(string Id, int Count, string? Skill = null, string? Language = null, int Vetting = 0, int MinAge = 0);

/// <summary>A made-up window in which somebody is free, in minutes since the Monday.</summary>
internal readonly record struct MadeWindow(int From, int To);
