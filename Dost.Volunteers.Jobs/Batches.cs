namespace Dost.Volunteers.Jobs;

/// <summary>Work that a Core service does so many at a time.</summary>
internal static class Batches
{
    private const int Size = 50;

    /// <summary>More than this is left to the next run, so that a row which never gets done cannot hold a worker for ever.</summary>
    private const int AtMost = 200;

    public static async Task UntilDoneAsync(Func<int, CancellationToken, Task<int>> batch, CancellationToken ct)
    {
        for (var i = 0; i < AtMost && await batch(Size, ct) == Size; i++)
        {
            ct.ThrowIfCancellationRequested();
        }
    }
}
