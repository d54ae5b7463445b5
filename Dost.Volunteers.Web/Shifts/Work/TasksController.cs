using System.Globalization;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Work;

/// <summary>The tasks and templates of the coordinator's centres, and adding one.</summary>
[Authorize(Policy = Access.Staff), Route("desk/tasks")]
public sealed class TasksController(TaskReader reader, TaskService tasks, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(TaskShelf shelf, string? q, Guid? centre, int page = 1, CancellationToken ct = default)
    {
        ModelState.Clear();

        return View(await reader.ListAsync(Enum.IsDefined(shelf) ? shelf : TaskShelf.Tasks, q, centre, page, ct));
    }

    [HttpGet("new")]
    public async Task<IActionResult> Add(Guid? template, bool keep, CancellationToken ct)
    {
        ModelState.Clear();
        var form = new TaskForm { Place = PlaceKind.Centre };

        if (template is { } id)
        {
            if (await reader.FindAsync(id, ct) is not { IsTemplate: true } found)
            {
                return NotFound();
            }

            form = TaskReader.FormOf(found.Task);
            form.Template = id;
        }

        form.TaskId = Guid.CreateVersion7();
        form.KeepAsTemplate = keep;
        form.IsNew = true;
        await reader.WithChoicesAsync(form, ct);

        if (form.Choices.Centres.Count == 1)
        {
            form.CentreId = Guid.Parse(form.Choices.Centres[0].Value, CultureInfo.InvariantCulture);
        }

        return View(form);
    }

    [HttpPost("new")]
    public async Task<IActionResult> Add(TaskForm form, [FromServices] IValidator<TaskForm> validator, CancellationToken ct)
    {
        form.IsNew = true;
        form.TaskId ??= Guid.CreateVersion7();
        await reader.WithChoicesAsync(form, ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        var kind = form.KeepAsTemplate ? TaskKind.Template : TaskKind.Standing;

        if (await tasks.AddAsync(new NewTask(form.TaskId.Value, form.CentreId!.Value, kind, form.Template), form.ToDetails(), ct) is not TaskOutcome.Done)
        {
            return NotFound();
        }

        TempData.Notice(form.KeepAsTemplate ? t["The template is kept."] : t["The task is kept. Now plan its shifts."]);

        return LocalRedirect(Url.Content($"~/desk/tasks/{form.TaskId}"));
    }
}
