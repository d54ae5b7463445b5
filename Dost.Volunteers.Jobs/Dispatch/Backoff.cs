namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>When a message is tried again after a failure that may pass.</summary>
internal static class Backoff
{
    private static readonly TimeSpan[] _urgent = [.. new[] { 15, 30, 60, 120, 300 }.Select(s => TimeSpan.FromSeconds(s))];
    private static readonly TimeSpan[] _others = [.. new[] { 1, 2, 5, 15, 30, 60, 120, 240 }.Select(m => TimeSpan.FromMinutes(m))];

    /// <summary>Null where no further try is left, or none before it would be stale.</summary>
    public static DateTime? NextTry(MessageSet set, DateTime nowUtc)
    {
        var message = set.First;
        var waits = message.IsUrgent ? _urgent : _others;
        if (message.Attempts > waits.Length)
        {
            return null;
        }

        var next = nowUtc + waits[message.Attempts - 1];
        return next < set.NotAfterUtc ? next : null;
    }
}
