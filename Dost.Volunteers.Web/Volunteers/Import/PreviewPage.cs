using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers.Import;

namespace Dost.Volunteers.Web.Volunteers.Import;

/// <summary>A page of an uploaded list: what will become of each line.</summary>
public sealed record PreviewPage
{
    private const int Size = 50;
    private const int MaxPage = 10_000;

    private readonly IReadOnlyDictionary<ImportColumn, int> _positions;

    public PreviewPage(ImportPreview preview, bool onlyWrong, string? page)
    {
        ArgumentNullException.ThrowIfNull(preview);

        _positions = preview.Table.Positions();
        Batch = preview.Batch;
        OnlyWrong = onlyWrong;
        GoodCount = Batch.TakenAtUtc is null ? preview.Lines.Count(l => l.IsGood) : Batch.TakenCount;
        WrongCount = preview.Lines.Count(l => !l.IsGood);
        UnknownHeaders = preview.Table.UnknownHeaders();

        var shown = onlyWrong ? [.. preview.Lines.Where(l => !l.IsGood)] : preview.Lines;
        var pages = Paging.Count(shown.Count, Size);
        var number = int.TryParse(page, out var asked) ? Math.Clamp(asked, 1, Math.Min(pages, MaxPage)) : 1;
        Lines = new Page<CheckedLine>([.. shown.Skip(Paging.Offset(number, Size)).Take(Size)], number, Size, shown.Count);
    }

    public ImportBatch Batch { get; }
    public bool OnlyWrong { get; }
    public int GoodCount { get; }
    public int WrongCount { get; }
    public IReadOnlyList<string> UnknownHeaders { get; }
    public Page<CheckedLine> Lines { get; }

    public bool IsTaken => Batch.TakenAtUtc is not null;

    public string CellOf(CheckedLine line, ImportColumn column)
    {
        ArgumentNullException.ThrowIfNull(line);

        return _positions.TryGetValue(column, out var at) && at < line.Line.Cells.Count ? line.Line.Cells[at] : "";
    }
}
