using Dost.Volunteers.Core.Matching.Planning;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Jobs.Matching;

/// <summary>
/// Makes the plans that were asked for and are too large to be made while one waits, and offers and takes back those that were pressed. What a killed
/// worker left is taken up when its lease is over.
/// </summary>
internal sealed partial class MakePlansJob(PlanWorker worker, PolicyReader policyReader, IServiceScopeFactory scopes, TimeProvider clock, ILogger<MakePlansJob> logger) : IRecurringJob
{
    /// <summary>How often the page learns how far it is.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var id = Guid.CreateVersion7();

        while (await worker.ClaimNextAsync(id, ct) is { } plan)
        {
            try
            {
                await DoAsync(plan, id, ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // It stays leased for a while, and is tried again; after some tries it counts as failed.
                Log.Failed(logger, exception, plan.MatchPlanId);
            }
        }
    }

    private async Task DoAsync(MatchPlan plan, Guid id, CancellationToken ct)
    {
        if (plan.State is MatchPlanState.Working)
        {
            await MakeAsync(plan.MatchPlanId, id, ct);

            return;
        }

        // Its own unit of work: it acts in the name of who pressed.
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PlanOffers>().FinishAsync(plan.MatchPlanId, ct);
    }

    private async Task MakeAsync(Guid matchPlanId, Guid id, CancellationToken ct)
    {
        using var stop = new CancellationTokenSource();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var latest = new Latest();
        await ObeyAsync(matchPlanId, id, latest, stop, over, ct);
        var watch = WatchAsync(matchPlanId, id, latest, stop, over);

        try
        {
            var limit = TimeSpan.FromSeconds((await policyReader.ReadAsync(ct)).PlanSeconds);
            var isKept = await worker.MakeAsync(matchPlanId, id, new PlanOptions { TimeLimit = limit }, latest, stop.Token, over.Token);
            Log.Made(logger, matchPlanId, isKept);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Another worker has the plan by now.
            Log.Made(logger, matchPlanId, false);
        }
        finally
        {
            await over.CancelAsync();
            await watch;
        }
    }

    /// <summary>Says how far it is each second, until the work is over.</summary>
    private async Task WatchAsync(Guid matchPlanId, Guid id, Latest latest, CancellationTokenSource stop, CancellationTokenSource over)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_pause, clock, over.Token);
                await ObeyAsync(matchPlanId, id, latest, stop, over, over.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
        catch (Exception exception)
        {
            // The search goes on; what it finds is kept if the lease still holds.
            Log.NotSaid(logger, exception, matchPlanId);
        }
    }

    private async Task ObeyAsync(Guid matchPlanId, Guid id, Latest latest, CancellationTokenSource stop, CancellationTokenSource over, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();

        switch (await scope.ServiceProvider.GetRequiredService<PlanWorker>().ReportAsync(matchPlanId, id, latest.Progress, ct))
        {
            case WorkOrder.Stop:
                await stop.CancelAsync();
                break;
            case WorkOrder.NotYours:
                await over.CancelAsync();
                break;
            case WorkOrder.GoOn:
                break;
        }
    }

    /// <summary>What the planner said last.</summary>
    private sealed class Latest : IProgress<PlanProgress>
    {
        private PlanProgress? _progress;

        public PlanProgress? Progress => Volatile.Read(ref _progress);

        public void Report(PlanProgress value) => Volatile.Write(ref _progress, value);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The plan {MatchPlanId} could not be made or offered; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception, Guid matchPlanId);

        [LoggerMessage(LogLevel.Warning, "How far the plan {MatchPlanId} is could not be noted")]
        public static partial void NotSaid(ILogger logger, Exception exception, Guid matchPlanId);

        [LoggerMessage(LogLevel.Information, "The plan {MatchPlanId} was made; kept: {IsKept}")]
        public static partial void Made(ILogger logger, Guid matchPlanId, bool isKept);
    }
}
