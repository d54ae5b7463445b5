using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Files;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Tasks;

/// <summary>Keeps the tasks and templates of one's centres, with their files.</summary>
public sealed class TaskService(VolunteersDbContext db, CurrentUser user, FileStore files, AuditLog audit, TimeProvider clock)
{
    /// <summary>Adds a task or a template. The id comes from the form: sent twice, it is added once. The files of the template are shared.</summary>
    public Task<TaskOutcome> AddAsync(NewTask wish, TaskDetails details, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (await db.VolunteerTasks.AsNoTracking().SingleOrDefaultAsync(t => t.VolunteerTaskId == wish.VolunteerTaskId, ct) is { } standing)
        {
            return user.MayManage(standing.CentreId) ? TaskOutcome.Done : TaskOutcome.NotFound;
        }

        if (!user.MayManage(wish.CentreId) || wish.Kind is TaskKind.Once)
        {
            return TaskOutcome.NotFound;
        }

        var category = await db.HelpCategories.SingleAsync(c => c.HelpCategoryCode == details.HelpCategoryCode, ct);
        var task = new VolunteerTask
        {
            VolunteerTaskId = wish.VolunteerTaskId,
            CentreId = wish.CentreId,
            Kind = wish.Kind,
            HelpCategoryCode = details.HelpCategoryCode,
            PlaceKind = details.PlaceKind,
            DistrictCode = "",
            Latitude = 0,
            Longitude = 0,
            Priority = category.Priority,
        };
        await ApplyAsync(task, details, ct);

        if (wish.TemplateId is { } templateId)
        {
            var shared = await db.VolunteerTasks.Where(Visible.Tasks(user)).Where(t => t.VolunteerTaskId == templateId).SelectMany(t => t.Attachments).Select(a => a.StoredFileId).ToListAsync(ct);
            task.Attachments.AddRange(shared.Select(file => NewAttachment(task.VolunteerTaskId, file)));
        }

        db.VolunteerTasks.Add(task);
        audit.Changed("TaskAdded", AuditSubject.Task, task.VolunteerTaskId);
        await db.SaveChangesAsync(ct);

        return TaskOutcome.Done;
    });

    /// <summary>Changes a task as it was seen. Where it is done stays, once it has coming shifts.</summary>
    public Task<TaskOutcome> ChangeAsync(Guid taskId, Guid seenVersion, TaskDetails details, CancellationToken ct) => ChangeAsync(taskId, seenVersion, "TaskChanged", async task =>
    {
        var now = clock.UtcNow();

        if (task.PlaceKind != details.PlaceKind && await db.Shifts.AnyAsync(s => s.VolunteerTaskId == taskId && s.StartsAtUtc > now && s.CancelReason == null, ct))
        {
            return TaskOutcome.PlaceIsPlanned;
        }

        await ApplyAsync(task, details, ct);

        return TaskOutcome.Done;
    }, ct);

    /// <summary>Takes a task out of the lists. Not while a series makes shifts of it.</summary>
    public Task<TaskOutcome> ArchiveAsync(Guid taskId, Guid seenVersion, CancellationToken ct) => ChangeAsync(taskId, seenVersion, "TaskArchived", async task =>
    {
        var today = clock.TodayInBaku();

        if (await db.ShiftSeries.AnyAsync(s => s.VolunteerTaskId == taskId && (s.UntilOn == null || s.UntilOn >= today), ct))
        {
            return TaskOutcome.HasSeries;
        }

        task.Archive(clock.UtcNow());

        return TaskOutcome.Done;
    }, ct);

    public Task<TaskOutcome> RestoreAsync(Guid taskId, Guid seenVersion, CancellationToken ct) => ChangeAsync(taskId, seenVersion, "TaskRestored", task =>
    {
        task.Restore();

        return Task.FromResult(TaskOutcome.Done);
    }, ct);

    public async Task<TaskOutcome> AddFileAsync(Guid taskId, IncomingFile file, CancellationToken ct)
    {
        // Of two who add the last file at once, one collides, and the file is taken in again.
        return await ConcurrentChange.RetryAsync(db, async () =>
        {
            if (await FindAsync(taskId, ct) is not { } task)
            {
                return TaskOutcome.NotFound;
            }

            await db.Entry(task).Collection(t => t.Attachments).LoadAsync(ct);

            if (task.Attachments.Count >= TaskAttachment.Most)
            {
                return TaskOutcome.TooManyFiles;
            }

            var stored = files.Add(file, user.AccountId);
            task.Attachments.Add(NewAttachment(taskId, stored.StoredFileId));
            task.Touch(task.HelpCategory.Name, clock.UtcNow());
            audit.Changed("TaskFileAdded", AuditSubject.Task, taskId);
            await db.SaveChangesAsync(ct);

            return TaskOutcome.Done;
        });
    }

    /// <summary>Takes a file off; its content goes with the upkeep once no other task shares it. Gone already is done.</summary>
    public Task<TaskOutcome> RemoveFileAsync(Guid taskId, Guid attachmentId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (await FindAsync(taskId, ct) is not { } task)
        {
            return TaskOutcome.NotFound;
        }

        if (await db.TaskAttachments.SingleOrDefaultAsync(a => a.VolunteerTaskId == taskId && a.TaskAttachmentId == attachmentId, ct) is { } attachment)
        {
            db.TaskAttachments.Remove(attachment);
            task.Touch(task.HelpCategory.Name, clock.UtcNow());
            audit.Changed("TaskFileRemoved", AuditSubject.Task, taskId);
            await db.SaveChangesAsync(ct);
        }

        return TaskOutcome.Done;
    });

    private Task<TaskOutcome> ChangeAsync(Guid taskId, Guid seenVersion, string action, Func<VolunteerTask, Task<TaskOutcome>> change, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (await FindAsync(taskId, ct) is not { } task)
        {
            return TaskOutcome.NotFound;
        }

        if (task.Version != seenVersion)
        {
            return TaskOutcome.ChangedMeanwhile;
        }

        var outcome = await change(task);

        if (outcome is not TaskOutcome.Done)
        {
            db.ChangeTracker.Clear();

            return outcome;
        }

        audit.Changed(action, AuditSubject.Task, taskId);
        await db.SaveChangesAsync(ct);

        return TaskOutcome.Done;
    });

    private Task<VolunteerTask?> FindAsync(Guid taskId, CancellationToken ct) => db.VolunteerTasks.Include(t => t.HelpCategory).Where(Visible.Tasks(user))
        .SingleOrDefaultAsync(t => t.VolunteerTaskId == taskId && t.Kind != TaskKind.Once, ct);

    private async Task ApplyAsync(VolunteerTask task, TaskDetails details, CancellationToken ct)
    {
        var centre = await db.Centres.AsNoTracking().SingleAsync(c => c.CentreId == task.CentreId, ct);
        var category = await db.HelpCategories.AsNoTracking().SingleAsync(c => c.HelpCategoryCode == details.HelpCategoryCode, ct);
        var district = details.PlaceKind is PlaceKind.Address && details.DistrictCode is { } code ? await db.Districts.AsNoTracking().SingleAsync(d => d.DistrictCode == code, ct) : null;
        var point = details.PlaceKind is PlaceKind.Address ? details.Point : null;
        (task.HelpCategoryCode, task.Title, task.Instructions, task.PlaceKind) = (details.HelpCategoryCode, details.Title, details.Instructions, details.PlaceKind);
        task.Address = details.PlaceKind is PlaceKind.Address ? details.Address : null;
        (task.MeetingPoint, task.ContactName, task.ContactPhone) = (details.MeetingPoint, details.ContactName, details.ContactPhone);
        task.DistrictCode = district?.DistrictCode ?? centre.DistrictCode;
        task.Latitude = point?.Latitude ?? district?.Latitude ?? centre.Latitude;
        task.Longitude = point?.Longitude ?? district?.Longitude ?? centre.Longitude;
        task.SetRoles(details.Roles);
        task.Touch(category.Name, clock.UtcNow());
    }

    private TaskAttachment NewAttachment(Guid taskId, Guid fileId) =>
        new() { TaskAttachmentId = Guid.CreateVersion7(), VolunteerTaskId = taskId, StoredFileId = fileId, AddedAtUtc = clock.UtcNow() };
}

/// <summary>A task or template to add, and the template that it is made after.</summary>
public sealed record NewTask(Guid VolunteerTaskId, Guid CentreId, TaskKind Kind, Guid? TemplateId = null);

/// <summary>What a coordinator says of a task; the phone in E.164. The district, address and point count only for work at an address.</summary>
public sealed record TaskDetails(string HelpCategoryCode, PlaceKind PlaceKind)
{
    public string? Title { get; init; }
    public string? Instructions { get; init; }
    public string? DistrictCode { get; init; }
    public string? Address { get; init; }
    public MapPoint? Point { get; init; }
    public string? MeetingPoint { get; init; }
    public string? ContactName { get; init; }
    public string? ContactPhone { get; init; }
    public IReadOnlyList<TaskRole> Roles { get; init; } = [];
}

/// <summary>Degrees north and east.</summary>
public sealed record MapPoint(double Latitude, double Longitude);

public enum TaskOutcome { Done, NotFound, ChangedMeanwhile, PlaceIsPlanned, HasSeries, TooManyFiles }
