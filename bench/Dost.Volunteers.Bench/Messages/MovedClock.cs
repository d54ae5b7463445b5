namespace Dost.Volunteers.Bench.Messages;

/// <summary>Another time than now, at the pace of the real one. It is moved between two lives of the workers, never under one that sends.</summary>
internal sealed class MovedClock(TimeSpan ahead) : TimeProvider
{
    private long _aheadTicks = ahead.Ticks;

    public TimeSpan Ahead => new(Interlocked.Read(ref _aheadTicks));

    public DateTime NowUtc => GetUtcNow().UtcDateTime;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public void MoveTo(DateTime utc) => Interlocked.Exchange(ref _aheadTicks, (utc - System.GetUtcNow().UtcDateTime).Ticks);
}
