using CsvHelper;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Dost.Volunteers.Core.Roster;

/// <summary>Writes a table line by line: CSV as spreadsheets open it, or a workbook. No cell is a formula, whatever was typed as a name.</summary>
public static class RosterFile
{
    /// <summary>How many lines were written below the header.</summary>
    public static async Task<int> WriteAsync(RosterFormat format, Stream stream, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string>> lines, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(lines);

        return format switch
        {
            RosterFormat.Csv => await WriteCsvAsync(stream, header, lines, ct),
            RosterFormat.Xlsx => await WriteWorkbookAsync(stream, header, lines, ct),
        };
    }

    private static async Task<int> WriteCsvAsync(Stream stream, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string>> lines, CancellationToken ct)
    {
        var options = CsvWriterOptions.Default with { Separator = ';', WriteByteOrderMark = true, Injection = CsvInjection.Escape };
        await using var csv = CsvWriter.Create(stream, options, leaveOpen: true);
        await csv.WriteRecordAsync([.. header], ct);
        var written = 0;

        await foreach (var line in lines.WithCancellation(ct))
        {
            await csv.WriteRecordAsync([.. line], ct);
            written++;
        }

        await csv.FlushAsync(ct);

        return written;
    }

    private static async Task<int> WriteWorkbookAsync(Stream stream, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string>> lines, CancellationToken ct)
    {
        // Every cell is text there, and text is never calculated.
        var look = new OpenXmlConfiguration { EnableAutoWidth = false, AutoFilter = false, TableStyles = TableStyles.None };
        var written = 0;
        await stream.SaveAsAsync(Cells(), printHeader: true, sheetName: "DOST", excelType: ExcelType.XLSX, configuration: look, cancellationToken: ct);

        return written;

        async IAsyncEnumerable<IDictionary<string, object>> Cells()
        {
            await foreach (var line in lines.WithCancellation(ct))
            {
                written++;

                yield return header.Zip(line).ToDictionary(cell => cell.First, object (cell) => cell.Second);
            }
        }
    }
}
