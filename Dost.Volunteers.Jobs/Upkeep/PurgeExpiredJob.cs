using Dost.Volunteers.Core.Broadcasts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Volunteers.Import;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Jobs.Senders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Upkeep;

/// <summary>Deletes what has served its turn: one-time codes, links, sign-ups that nobody finished, uploaded lists, files without an owner, plans of long ago, what was written to many and never sent, and messages that were kept on this machine.</summary>
internal sealed partial class PurgeExpiredJob(VolunteersDbContext db, SignUpDrafts drafts, MatchPlanService plans, BroadcastService broadcasts, FileStore files, FileDrop drop, IOptions<MessagingOptions> options, TimeProvider clock, ILogger<PurgeExpiredJob> logger) : IRecurringJob
{
    /// <summary>Longer than codes are counted to limit them.</summary>
    private static readonly TimeSpan _codesKept = TimeSpan.FromDays(1);

    private static readonly TimeSpan _linksKept = TimeSpan.FromDays(30);

    /// <summary>A file is saved with what it belongs to, so one that stands alone this long has lost it.</summary>
    private static readonly TimeSpan _filesKept = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var codesBefore = now - _codesKept;
        var linksBefore = now - _linksKept;
        var listsBefore = now - ImportBatch.Lifetime;

        var codes = await db.OneTimeCodes.Where(c => c.IssuedAtUtc < codesBefore).ExecuteDeleteAsync(ct);
        var links = await db.OneTapLinks.Where(l => l.ExpiresAtUtc < linksBefore).ExecuteDeleteAsync(ct);
        var lists = await db.ImportBatches.Where(b => b.UploadedAtUtc <= listsBefore).ExecuteDeleteAsync(ct);
        var newest = await db.FactsChanges.MaxAsync(c => (long?)c.Sequence, ct) ?? 0;
        await db.FactsChanges.Where(c => c.Sequence <= newest - FactsChange.MostKept).ExecuteDeleteAsync(ct);
        var begun = await drafts.PurgeAsync(now, ct);
        await plans.ForgetOldAsync(ct);
        await broadcasts.ForgetUnsentAsync(ct);
        var strays = await files.PurgeAsync(now - _filesKept, ct);
        var dropped = drop.Purge(now.AddDays(-options.Value.DropKeepDays));
        Log.Purged(logger, codes, links, begun, lists, strays, dropped);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Deleted {Codes} one-time codes, {Links} links, {Begun} begun sign-ups, {Lists} uploaded lists, {Strays} files that nothing refers to and {Dropped} kept messages")]
        public static partial void Purged(ILogger logger, int codes, int links, int begun, int lists, int strays, int dropped);
    }
}
