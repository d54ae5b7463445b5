using System.Text;
using CsvHelper;

namespace Dost.Volunteers.Core.Volunteers.Import;

/// <summary>An uploaded list as it was written: a header and lines of cells.</summary>
public sealed record ImportTable(char Separator, IReadOnlyList<string> Header, IReadOnlyList<ImportLine> Lines)
{
    public const int MaxBytes = 2 * 1024 * 1024;
    public const int MaxLines = 5000;
    private const int MaxColumns = 60;

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Where in a line each known column stands.</summary>
    public IReadOnlyDictionary<ImportColumn, int> Positions() => Header.Index()
        .Select(h => (Column: ImportColumns.Find(h.Item), h.Index)).Where(h => h.Column is not null).DistinctBy(h => h.Column)
        .ToDictionary(h => h.Column!.Value, h => h.Index);

    /// <summary>Headers that say nothing to us; their cells are left out.</summary>
    public IReadOnlyList<string> UnknownHeaders() =>
        [.. Header.Where(h => h.Length > 0 && ImportColumns.Find(h) is null && !ImportColumns.IsRemark(h))];

    /// <summary>Reads a CSV file: UTF-8 with or without its mark, cells divided by semicolons, commas or tabs.</summary>
    public static ImportReading Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MaxBytes)
        {
            return new ImportReading(ImportFileOutcome.TooBig);
        }

        if (file.Span.StartsWith("PK"u8) || file.Span.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return new ImportReading(ImportFileOutcome.Workbook);
        }

        string text;

        try
        {
            text = _strictUtf8.GetString(file.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return new ImportReading(ImportFileOutcome.NotUtf8);
        }

        return text.Contains('\0', StringComparison.Ordinal) ? new ImportReading(ImportFileOutcome.NotUtf8) : ReadText(text);
    }

    private static ImportReading ReadText(string text)
    {
        var broken = new HashSet<long>();
        var (separator, start) = SeparatorOf(text);
        var options = CsvReaderOptions.Default with
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            // One quote that is never closed must not swallow the rest of the list.
            AllowLineBreaksInQuotes = false,
            OnMalformedRecord = record => broken.Add(record.LineNumber),
            IncludeValuesInExceptions = false,
        };
        using var csv = CsvReader.FromText(text, options);
        IReadOnlyList<string>? header = null;
        var lines = new List<ImportLine>();

        while (csv.Read())
        {
            var cells = Enumerable.Range(0, Math.Min(csv.FieldCount, MaxColumns)).Select(i => Clean(csv.GetString(i))).ToArray();

            if (csv.LineNumber <= start || cells.All(c => c.Length == 0))
            {
                continue;
            }

            if (header is null)
            {
                header = cells;
                continue;
            }

            if (lines.Count == MaxLines)
            {
                return new ImportReading(ImportFileOutcome.TooManyLines);
            }

            lines.Add(new ImportLine((int)csv.LineNumber, cells, broken.Contains(csv.LineNumber)));
        }

        return header is null || lines.Count == 0 ? new ImportReading(ImportFileOutcome.Empty) : Judge(new ImportTable(separator, header, lines));
    }

    private static ImportReading Judge(ImportTable table)
    {
        var columns = table.Header.Select(ImportColumns.Find).OfType<ImportColumn>().ToList();
        var twice = columns.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        var missing = ImportColumns.Required.Except(columns).ToList();

        return twice.Count > 0 ? new ImportReading(ImportFileOutcome.ColumnsTwice, Columns: twice)
            : missing.Count > 0 ? new ImportReading(ImportFileOutcome.ColumnsMissing, Columns: missing)
            : new ImportReading(ImportFileOutcome.Done, table);
    }

    /// <summary>The separator as the header shows it, and how many lines to pass over: a spreadsheet may write <c>sep=;</c> before the header.</summary>
    private static (char Separator, int PassOver) SeparatorOf(string text)
    {
        var first = text.AsSpan()[..LengthOfLine(text)];

        if (first is ['s', 'e', 'p', '=', var said, ..] && said is ';' or ',' or '\t')
        {
            return (said, 1);
        }

        var header = text.AsSpan().TrimStart("\r\n");
        header = header[..LengthOfLine(header)];

        return (Counts(header, ';') >= Math.Max(Counts(header, ','), Counts(header, '\t')) ? ';' : Counts(header, ',') >= Counts(header, '\t') ? ',' : '\t', 0);
    }

    private static int LengthOfLine(ReadOnlySpan<char> text) => text.IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length;

    private static int Counts(ReadOnlySpan<char> line, char sign)
    {
        var (count, quoted) = (0, false);

        foreach (var letter in line)
        {
            quoted ^= letter is '"';
            count += letter == sign && !quoted ? 1 : 0;
        }

        return count;
    }

    /// <summary>Without the blanks around it, control signs, and the apostrophe by which our own file keeps spreadsheets from calculating.</summary>
    private static string Clean(string cell)
    {
        if (cell.Length == 0)
        {
            return cell;
        }

        var clean = new string([.. cell.Select(c => c is '\u00a0' or '\t' ? ' ' : c).Where(c => !char.IsControl(c))]).Trim();

        return clean is ['\'', '=' or '+' or '-' or '@', ..] ? clean[1..] : clean;
    }
}

/// <summary>One line of the list: its number in the file, as a text editor counts, and its cells.</summary>
public sealed record ImportLine(int Number, IReadOnlyList<string> Cells, bool HasBrokenQuotes = false);

/// <summary>What came of reading a file: the table, or why there is none and which columns it is about.</summary>
public sealed record ImportReading(ImportFileOutcome Outcome, ImportTable? Table = null, IReadOnlyList<ImportColumn>? Columns = null);

public enum ImportFileOutcome { Done, TooBig, Empty, NotUtf8, Workbook, TooManyLines, ColumnsMissing, ColumnsTwice }
