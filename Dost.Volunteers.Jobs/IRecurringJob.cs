namespace Dost.Volunteers.Jobs;

/// <summary>Work done again and again on a clock. It finds what is due by itself, and running it twice changes nothing.</summary>
public interface IRecurringJob
{
    Task RunAsync(CancellationToken ct);
}
