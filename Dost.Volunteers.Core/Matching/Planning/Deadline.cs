using System.Diagnostics;

namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>How long the search has worked, and whether it must stop.</summary>
internal sealed class Deadline(TimeSpan? limit, CancellationToken ct)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public TimeSpan Elapsed => _watch.Elapsed;

    public bool IsOver => ct.IsCancellationRequested || (limit is { } most && _watch.Elapsed >= most);

    public bool HasLimit => limit is not null;

    /// <summary>The part of the time that is used up, from 0 to 1; 0 without a limit.</summary>
    public double Used => limit is { } most ? Math.Min(1, _watch.Elapsed / most) : 0;
}
