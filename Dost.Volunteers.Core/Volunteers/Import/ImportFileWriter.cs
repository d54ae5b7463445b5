using System.Globalization;
using CsvHelper;

namespace Dost.Volunteers.Core.Volunteers.Import;

/// <summary>Writes the CSV files that go back to the coordinator: UTF-8 with its mark, so that spreadsheets read ə, and harmless to open in them.</summary>
public static class ImportFileWriter
{
    /// <summary>An empty list with the column names of the language.</summary>
    public static byte[] Template(CultureInfo culture) =>
        Write(';', [[.. ImportColumns.All.Select(c => ImportColumns.NameOf(c, culture))]]);

    /// <summary>
    /// The lines that were not taken, as they were written, with what is wrong in front. Corrected, it can be uploaded as it is: its own two
    /// columns are passed over.
    /// </summary>
    public static byte[] Refused(ImportTable table, IEnumerable<CheckedLine> lines, Func<ImportProblem, string> words, CultureInfo culture)
    {
        // The remarks of an earlier round do not pile up.
        var kept = table.Header.Index().Where(h => !ImportColumns.IsRemark(h.Item)).Select(h => h.Index).ToList();
        List<string[]> records = [[ImportColumns.Line.In(culture), ImportColumns.Remark.In(culture), .. kept.Select(i => table.Header[i])]];
        records.AddRange(lines.Where(l => !l.IsGood).Select(l => (string[])
        [
            l.Line.Number.ToString(CultureInfo.InvariantCulture),
            string.Join(" ", l.Problems.Select(words)),
            .. kept.Select(i => i < l.Line.Cells.Count ? l.Line.Cells[i] : ""),
        ]));

        return Write(table.Separator, records);
    }

    private static byte[] Write(char separator, IEnumerable<string[]> records)
    {
        using var stream = new MemoryStream();

        using (var csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { Separator = separator, WriteByteOrderMark = true, Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            foreach (var record in records)
            {
                csv.WriteRecord(record);
            }
        }

        return stream.ToArray();
    }
}
