using System.Runtime.ExceptionServices;

namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>Work on rows that do not know each other, on all cores: the result does not hang on how they are shared out.</summary>
internal static class Ranges
{
    private const int Size = 1024;

    /// <param name="count">How many rows.</param>
    /// <param name="work">Rows from the first number to before the second.</param>
    /// <param name="ct">Ends the work.</param>
    public static void ForEach(int count, Action<int, int> work, CancellationToken ct)
    {
        try
        {
            Parallel.For(0, (count + Size - 1) / Size, new ParallelOptions { CancellationToken = ct }, range => work(range * Size, Math.Min(count, (range + 1) * Size)));
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
