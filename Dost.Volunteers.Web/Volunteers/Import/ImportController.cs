using System.Globalization;
using Dost.Volunteers.Core.Volunteers.Import;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Import;

/// <summary>Taking in volunteers who signed up on paper, from a list: upload, look, take.</summary>
[Authorize(Policy = Access.Staff), Route("desk/import")]
public sealed class ImportController(ImportService import, ReferenceChoices choices, IStringLocalizer<Text> t) : Controller
{
    private const string Csv = "text/csv; charset=utf-8";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var centres = await choices.OwnCentresAsync(ct);

        return View(new UploadForm { Centres = centres, CentreId = centres.Count == 1 && Guid.TryParse(centres[0].Value, out var only) ? only : null });
    }

    [HttpPost("")]
    public async Task<IActionResult> Index(UploadForm form, [FromServices] IValidator<UploadForm> validator, CancellationToken ct)
    {
        form.Centres = await choices.OwnCentresAsync(ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        using var content = new MemoryStream((int)form.File!.Length);
        await form.File.CopyToAsync(content, ct);
        var result = await import.UploadAsync(form.CentreId!.Value, form.File.FileName, content.ToArray(), ct);

        if (result.Outcome is not ImportFileOutcome.Done)
        {
            ModelState.AddModelError(nameof(form.File), t.Said(result));

            return this.FormView(form);
        }

        return RedirectToAction(nameof(Preview), new { id = result.ImportBatchId });
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Preview(Guid id, string? show, string? page, CancellationToken ct) =>
        await import.PreviewAsync(id, ct) is { } preview ? View(new PreviewPage(preview, show == "wrong", page)) : Gone();

    [HttpPost("{id:guid}/take")]
    public async Task<IActionResult> Take(Guid id, CancellationToken ct)
    {
        var result = await import.TakeAsync(id, ct);

        switch (result.Outcome)
        {
            case TakeOutcome.Taken:
                TempData.Notice(t.Plural(result.Taken, "{0} volunteer was taken in.|{0} volunteers were taken in."));
                break;
            case TakeOutcome.TakenBefore:
                TempData.Notice(t.Plural(result.Taken, "This list was taken in before: {0} volunteer. Nobody was taken twice.|This list was taken in before: {0} volunteers. Nobody was taken twice."));
                break;
            case TakeOutcome.NothingGood:
                TempData.Warning(t["No line can be taken as it stands. Download the lines, correct them and upload them again."]);
                break;
            case TakeOutcome.Gone:
                return Gone();
        }

        return RedirectToAction(nameof(Preview), new { id });
    }

    /// <summary>The lines that cannot be taken, with what is wrong, to be corrected and uploaded again.</summary>
    [HttpGet("{id:guid}/refused.csv")]
    public async Task<IActionResult> Refused(Guid id, CancellationToken ct) =>
        await import.PreviewAsync(id, ct) is { } preview
            ? File(ImportFileWriter.Refused(preview.Table, preview.Lines, t.Said, CultureInfo.CurrentUICulture), Csv, "volunteers-to-correct.csv")
            : Gone();

    [HttpGet("template.csv")]
    public IActionResult Template() => File(ImportFileWriter.Template(CultureInfo.CurrentUICulture), Csv, "volunteers-template.csv");

    /// <summary>Not there, another's, or its hour is over: said the same way, so that nothing is told of lists of others.</summary>
    private ViewResult Gone()
    {
        var view = View("Gone");
        view.StatusCode = StatusCodes.Status404NotFound;

        return view;
    }
}
