namespace Dost.Volunteers.Core.Upkeep;

/// <summary>Whether the jobs are alive: one of them comes every minute, so five minutes without a success mean that none runs.</summary>
public static class Heartbeat
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <param name="lastSuccessAtUtc">Of any job; null if none ever succeeded.</param>
    /// <param name="startedAtUtc">Since when the jobs are waited for.</param>
    /// <param name="nowUtc">Now.</param>
    public static bool IsAlive(DateTime? lastSuccessAtUtc, DateTime startedAtUtc, DateTime nowUtc) =>
        nowUtc - (lastSuccessAtUtc > startedAtUtc ? lastSuccessAtUtc.Value : startedAtUtc) < Limit;
}
