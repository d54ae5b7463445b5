using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shifts.Desk;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Work;

/// <summary>One task: all about it, its files, a further shift of it.</summary>
[Authorize(Policy = Access.Staff), Route("desk/tasks/{id:guid}")]
public sealed class TaskController(
    VolunteersDbContext db, CurrentUser user, TaskReader reader, TaskService tasks, FileStore files, ShiftService shifts, RoleChoicesReader roleChoices, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await reader.FindAsync(id, ct) is { } page ? View("Show", page) : NotFound();

    [HttpGet("change")]
    public async Task<IActionResult> Change(Guid id, CancellationToken ct) => await reader.FindAsync(id, ct) is { } page
        ? View("Change", await reader.WithChoicesAsync(TaskReader.FormOf(page.Task), ct))
        : NotFound();

    [HttpPost("change")]
    public async Task<IActionResult> Change(Guid id, TaskForm form, [FromServices] IValidator<TaskForm> validator, CancellationToken ct)
    {
        if (await reader.FindAsync(id, ct) is not { } page)
        {
            return NotFound();
        }

        await reader.WithChoicesAsync(form, ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "Change");
        }

        switch (await tasks.ChangeAsync(id, form.Version, form.ToDetails(), ct))
        {
            case TaskOutcome.Done:
                TempData.Notice(t["The task is changed. Shifts that are planned keep their roles."]);

                return Back(id);
            case TaskOutcome.PlaceIsPlanned:
                ModelState.AddModelError(nameof(form.Place), t["The place stays: shifts of this task are planned. Add another task for another place"]);

                return this.FormView(form, "Change");
            case TaskOutcome.ChangedMeanwhile:
                ModelState.Remove(nameof(form.Version));
                form.Version = page.Task.Version;
                ModelState.AddModelError(nameof(form.Title), t["Somebody else has changed this task meanwhile. Compare with the task, and press again if yours shall count"]);

                return this.FormView(form, "Change");
            default:
                return NotFound();
        }
    }

    [HttpPost("archive")]
    public async Task<IActionResult> Archive(Guid id, Guid version, CancellationToken ct) =>
        Told(id, await tasks.ArchiveAsync(id, version, ct), t["The task is in the archive. Its shifts stay."]);

    [HttpPost("restore")]
    public async Task<IActionResult> Restore(Guid id, Guid version, CancellationToken ct) => Told(id, await tasks.RestoreAsync(id, version, ct), t["The task is back in the list."]);

    [HttpPost("files"), RequestSizeLimit(Uploads.MostBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploads.MostBytes, MemoryBufferThreshold = Uploads.MostBytes)]
    public async Task<IActionResult> AddFile(Guid id, IFormFile? file, CancellationToken ct)
    {
        if (await reader.FindAsync(id, ct) is not { } page)
        {
            return NotFound();
        }

        if (await ModelState.ReadUploadAsync(file, "file", t, ct) is { } incoming)
        {
            return Told(id, await tasks.AddFileAsync(id, incoming, ct), t["The file is added."]);
        }

        if (file is null)
        {
            ModelState.AddModelError("file", t["Choose a file"]);
        }

        return this.FormView(page, "Show");
    }

    [HttpGet("files/{fileId:guid}")]
    public async Task<IActionResult> OpenFile(Guid id, Guid fileId, CancellationToken ct)
    {
        var stored = await db.VolunteerTasks.AsNoTracking().Where(Visible.Tasks(user)).Where(x => x.VolunteerTaskId == id).SelectMany(x => x.Attachments)
            .Where(a => a.TaskAttachmentId == fileId).Select(a => (Guid?)a.StoredFileId).SingleOrDefaultAsync(ct);

        return stored is { } storedId && await files.OpenAsync(storedId, ct) is { } file ? this.Download(file) : NotFound();
    }

    [HttpPost("files/{fileId:guid}/remove")]
    public async Task<IActionResult> RemoveFile(Guid id, Guid fileId, CancellationToken ct) => Told(id, await tasks.RemoveFileAsync(id, fileId, ct), t["The file is taken off."]);

    [HttpGet("shift")]
    public async Task<IActionResult> Shift(Guid id, CancellationToken ct)
    {
        if (await reader.FindAsync(id, ct) is not { IsTemplate: false, IsArchived: false } page)
        {
            return NotFound();
        }

        var form = new TaskShiftForm
        {
            Date = clock.TodayInBaku().AddDays(1),
            MeetingPoint = page.Task.MeetingPoint,
            Roles = [.. page.Task.Roles.Select(role => RoleForm.Of(NewRole.Of(role)))],
        };

        return View("Shift", await PreparedAsync(form, page, ct));
    }

    [HttpPost("shift")]
    public async Task<IActionResult> Shift(Guid id, TaskShiftForm form, [FromServices] IValidator<TaskShiftForm> validator, CancellationToken ct)
    {
        if (await reader.FindAsync(id, ct) is not { IsTemplate: false, IsArchived: false } page)
        {
            return NotFound();
        }

        await PreparedAsync(form, page, ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "Shift");
        }

        var options = new NewShift(form.StartsAtUtc, form.EndsAtUtc, form.MeetingPoint!.Trim(), [.. form.Roles.Where(role => !role.IsEmpty).Select(role => role.ToNewRole())]);
        var shift = await shifts.AddToTaskAsync(id, options, form.Publish, ct);
        TempData.Notice(form.Publish ? t["The shift is published. Volunteers can see it now."] : t["The shift is kept as a draft. Nobody sees it until you publish it."]);

        return LocalRedirect(Url.Content(string.Create(CultureInfo.InvariantCulture, $"~/desk/shifts/{shift.ShiftId}")));
    }

    private async Task<TaskShiftForm> PreparedAsync(TaskShiftForm form, TaskPage page, CancellationToken ct)
    {
        form.Task = page;
        form.NowUtc = clock.UtcNow();
        RoleForm.FillUp(form.Roles, await roleChoices.ReadAsync(page.Task.HelpCategory.Vetting, wish: null, ct));

        return form;
    }

    private IActionResult Told(Guid id, TaskOutcome outcome, string done)
    {
        switch (outcome)
        {
            case TaskOutcome.Done:
                TempData.Notice(done);
                break;
            case TaskOutcome.NotFound:
                return NotFound();
            case TaskOutcome.HasSeries:
                TempData.Warning(t["A series makes shifts of this task. End the series first."]);
                break;
            case TaskOutcome.TooManyFiles:
                TempData.Warning(t["A task can have {0} files. Take one off first.", TaskAttachment.Most]);
                break;
            case TaskOutcome.ChangedMeanwhile or TaskOutcome.PlaceIsPlanned:
                TempData.Warning(t["Somebody else has changed this task meanwhile. Look at how it stands now."]);
                break;
        }

        return Back(id);
    }

    private LocalRedirectResult Back(Guid id) => LocalRedirect(Url.Content($"~/desk/tasks/{id}"));
}
