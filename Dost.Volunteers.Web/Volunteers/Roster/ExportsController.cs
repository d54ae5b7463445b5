using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>Taking the list along as a file, and what was taken along before.</summary>
[Authorize(Policy = Access.Staff), Route("desk")]
public sealed class ExportsController(RosterReader roster, RosterExportService exports, ExportLines lines, SearchPass pass, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    private const string CsvType = "text/csv; charset=utf-8";
    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [HttpGet("exports")]
    public async Task<IActionResult> Index(string? page, CancellationToken ct) =>
        View(await exports.ListAsync(int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1, ct));

    [HttpGet("volunteers/export")]
    public async Task<IActionResult> New(VolunteerFilter filter, CancellationToken ct) =>
        View(await PageAsync(new ExportForm { Columns = ExportForm.Usual, Format = RosterFormat.Xlsx }, filter, ct));

    [HttpPost("volunteers/export")]
    public async Task<IActionResult> Take(ExportForm form, VolunteerFilter filter, [FromServices] IValidator<ExportForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(filter);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(await PageAsync(form, filter, ct), nameof(New));
        }

        var asked = filter.Read(pass.Open(filter.S));
        var format = form.Format!.Value;
        RosterColumn[] columns = [.. Enum.GetValues<RosterColumn>().Where(form.Columns!.Contains)];
        var id = await exports.RecordAsync(new NewRosterExport(asked, filter.ToQuery(), format, columns, form.Reason!.Trim()), ct);

        // Written beside the memory first: the number of lines is then known, and a failure is a page and not half a file. Gone when it was sent.
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 65536, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

        try
        {
            var written = await RosterFile.WriteAsync(format, file, [.. columns.Select(c => t.NameOf(c))], lines.Of(exports.ReadAsync(asked, ct), columns), ct);
            await exports.FinishAsync(id, written, ct);
            file.Position = 0;
        }
        catch
        {
            await file.DisposeAsync();

            throw;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"dost-volunteers-{clock.TodayInBaku():yyyy-MM-dd}");

        return format switch
        {
            RosterFormat.Csv => File(file, CsvType, name + ".csv"),
            RosterFormat.Xlsx => File(file, WorkbookType, name + ".xlsx"),
        };
    }

    private async Task<ExportPage> PageAsync(ExportForm form, VolunteerFilter filter, CancellationToken ct)
    {
        var typed = pass.Open(filter.S);
        filter.S = typed is null ? null : filter.S;

        return new ExportPage(form, filter, await roster.Matching(filter.Read(typed)).CountAsync(ct));
    }
}
