using System.Text.Json;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Tasks;

/// <summary>A role that the shifts of a task usually have; ages in years, zero for no demand. Kept as JSON, since only the roles of shifts are counted and asked for.</summary>
public sealed record TaskRole(string Name, int Capacity)
{
    public const int JsonMaxLength = 8000;

    public VettingLevel Vetting { get; init; }
    public int MinimumAge { get; init; }
    public Gender? Gender { get; init; }
    public IReadOnlyList<string> Skills { get; init; } = [];
    public IReadOnlyList<string> Languages { get; init; } = [];
    public IReadOnlyList<string> Credentials { get; init; } = [];

    public static IReadOnlyList<TaskRole> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<TaskRole>>(json) ?? [];

    public static string? Write(IReadOnlyList<TaskRole> roles) => roles.Count == 0 ? null : JsonSerializer.Serialize(roles);
}
