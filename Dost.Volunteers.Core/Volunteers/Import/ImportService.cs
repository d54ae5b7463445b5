using System.Text.Json;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Import;

/// <summary>
/// Takes a list of volunteers who signed up on paper: keep the file, show what would happen, then take the good lines in one transaction.
/// Those taken are applicants; each confirms their own phone with a code before they can be accepted.
/// </summary>
public sealed class ImportService(
    VolunteersDbContext db, CurrentUser user, ImportChecker checker, IntakeService intake, FieldCipher cipher, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Keeps an uploaded list for an hour, for who uploaded it. <paramref name="centreId"/> must be a centre of theirs.</summary>
    public async Task<UploadResult> UploadAsync(Guid centreId, string fileName, ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        if (user.AccountId is not { } accountId || !user.MayManage(centreId))
        {
            throw new InvalidOperationException("A list is uploaded by a coordinator of the centre.");
        }

        var reading = ImportTable.Read(file);

        if (reading.Table is null)
        {
            return new UploadResult(reading.Outcome, Columns: reading.Columns);
        }

        await ForgetExpiredAsync(ct);
        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        var batch = new ImportBatch
        {
            ImportBatchId = Guid.CreateVersion7(),
            UserAccountId = accountId,
            CentreId = centreId,
            FileName = name.Length > ImportBatch.FileNameMaxLength ? name[^ImportBatch.FileNameMaxLength..] : name,
            Content = Seal(new ImportContent(reading.Table, [])),
            UploadedAtUtc = clock.UtcNow(),
        };
        db.ImportBatches.Add(batch);
        audit.Changed("ImportUploaded", AuditSubject.Import, batch.ImportBatchId);
        await db.SaveChangesAsync(ct);

        return new UploadResult(ImportFileOutcome.Done, batch.ImportBatchId);
    }

    /// <summary>What would become of each line now, or after the import what became of those not taken. Null if the list is gone or another's.</summary>
    public async Task<ImportPreview?> PreviewAsync(Guid importBatchId, CancellationToken ct)
    {
        var batch = await Own().AsNoTracking().Include(b => b.Centre).SingleOrDefaultAsync(b => b.ImportBatchId == importBatchId, ct);

        if (batch is null || !user.MayManage(batch.CentreId))
        {
            return null;
        }

        var content = Open(batch.Content);
        var lines = batch.TakenAtUtc is null
            ? await checker.CheckAsync(content.Table, batch.CentreId, ct)
            : [.. content.Table.Lines.Zip(content.Problems, (line, problems) => new CheckedLine(line, null, null, problems))];

        return new ImportPreview(batch, content.Table, lines);
    }

    /// <summary>Takes the lines that are good at this moment, all in one transaction. A second click takes nothing and is told what the first took.</summary>
    public Task<TakeResult> TakeAsync(Guid importBatchId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var batch = await Own().SingleOrDefaultAsync(b => b.ImportBatchId == importBatchId, ct);

        if (batch is null || !user.MayManage(batch.CentreId))
        {
            return new TakeResult(TakeOutcome.Gone, 0, 0);
        }

        if (batch.TakenAtUtc is not null)
        {
            return new TakeResult(TakeOutcome.TakenBefore, batch.TakenCount, batch.RefusedCount);
        }

        var content = Open(batch.Content);
        var lines = await checker.CheckAsync(content.Table, batch.CentreId, ct);
        var good = lines.Where(l => l.IsGood).ToList();
        var refused = lines.Where(l => !l.IsGood).ToList();

        if (good.Count == 0)
        {
            // Another click may have taken them between the two looks: then everybody is known already.
            await db.Entry(batch).ReloadAsync(ct);

            return batch.TakenAtUtc is not null
                ? new TakeResult(TakeOutcome.TakenBefore, batch.TakenCount, batch.RefusedCount)
                : new TakeResult(TakeOutcome.NothingGood, 0, refused.Count);
        }

        foreach (var line in good)
        {
            Add(line, batch.CentreId);
        }

        batch.Take(good.Count, refused.Count, clock.UtcNow());
        batch.Content = Seal(new ImportContent(content.Table with { Lines = refused.ConvertAll(l => l.Line) }, refused.ConvertAll(l => l.Problems)));
        audit.Changed("ImportTaken", AuditSubject.Import, batch.ImportBatchId);
        await db.SaveChangesAsync(ct);

        return new TakeResult(TakeOutcome.Taken, good.Count, refused.Count);
    });

    /// <summary>Deletes the lists whose hour is over; how many.</summary>
    public Task<int> ForgetExpiredAsync(CancellationToken ct)
    {
        var before = clock.UtcNow() - ImportBatch.Lifetime;

        return db.ImportBatches.Where(b => b.UploadedAtUtc <= before).ExecuteDeleteAsync(ct);
    }

    private IQueryable<ImportBatch> Own()
    {
        var (accountId, after) = (user.AccountId, clock.UtcNow() - ImportBatch.Lifetime);

        return db.ImportBatches.Where(b => accountId != null && b.UserAccountId == accountId && b.UploadedAtUtc > after);
    }

    private void Add(CheckedLine line, Guid centreId)
    {
        var volunteer = intake.NewRecord(Guid.CreateVersion7(), line.Volunteer!, line.FinHash, centreId);
        volunteer.ImportedAtUtc = clock.UtcNow();
        db.Volunteers.Add(volunteer);
        var recipient = Recipient.Volunteer(volunteer.VolunteerId);
        outbox.News(MessageKind.VolunteerImported, recipient, volunteer.VolunteerId, 0, MessageChannel.Sms, MessageChannel.Email);
        audit.Changed("VolunteerImported", AuditSubject.Volunteer, volunteer.VolunteerId);
    }

    private byte[] Seal(ImportContent content) => Convert.FromBase64String(cipher.Encrypt(JsonSerializer.Serialize(content)));

    private ImportContent Open(byte[] content) => JsonSerializer.Deserialize<ImportContent>(cipher.Decrypt(Convert.ToBase64String(content)))!;

    /// <summary>What a batch holds: the lines and, after the import, the problems of each line that was not taken.</summary>
    private sealed record ImportContent(ImportTable Table, IReadOnlyList<IReadOnlyList<ImportProblem>> Problems);
}

/// <summary>What came of an upload; the columns that are missing or twice where that is the matter.</summary>
public sealed record UploadResult(ImportFileOutcome Outcome, Guid ImportBatchId = default, IReadOnlyList<ImportColumn>? Columns = null);

/// <summary>A list with its checked lines.</summary>
public sealed record ImportPreview(ImportBatch Batch, ImportTable Table, IReadOnlyList<CheckedLine> Lines);

public enum TakeOutcome { Taken, TakenBefore, NothingGood, Gone }

public sealed record TakeResult(TakeOutcome Outcome, int Taken, int Refused);
