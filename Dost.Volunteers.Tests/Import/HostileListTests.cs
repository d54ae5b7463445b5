using System.IO.Compression;
using System.Text;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Volunteers.Import;

namespace Dost.Volunteers.Tests.Import;

/// <summary>Files that are made to break the reader of lists: nothing is unpacked, and what is read is bounded.</summary>
public sealed class HostileListTests
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public void A_million_lines_are_refused_before_they_are_read()
    {
        var file = Encoding.UTF8.GetBytes($"{ListFile.Header}\n{string.Concat(Enumerable.Repeat($"{ListFile.Line()}\n", 1_000_000))}");

        Assert.Equal(ImportFileOutcome.TooBig, ReadWithin(Megabyte, file));
    }

    [Theory]
    [InlineData("a\n")]
    [InlineData("\n")]
    [InlineData(";\n")]
    [InlineData("\"\n")]
    public void As_many_short_lines_as_fit_are_read_in_bounded_memory(string line)
    {
        var lines = (ImportTable.MaxBytes - 200) / line.Length;
        var file = Encoding.UTF8.GetBytes($"{ListFile.Header}\n{string.Concat(Enumerable.Repeat(line, lines))}");

        Assert.NotEqual(ImportFileOutcome.Done, ReadWithin(400 * Megabyte, file));
    }

    [Fact]
    public void One_line_of_a_million_cells_is_read_in_bounded_memory() =>
        Assert.NotEqual(ImportFileOutcome.Done, ReadWithin(400 * Megabyte, Encoding.UTF8.GetBytes(new string(';', ImportTable.MaxBytes - 10))));

    [Fact]
    public void A_bomb_is_not_unpacked()
    {
        var bomb = Bomb(512);
        Assert.True(bomb.Length < Megabyte, $"{bomb.Length} bytes");

        Assert.Equal(ImportFileOutcome.Workbook, ReadWithin(Megabyte, bomb));
        Assert.Equal(FileOutcome.UnknownKind, FileSniffer.Sniff(bomb).Outcome);
    }

    /// <summary>What comes of the file; allocated bytes of this thread are counted, since a peak of the process would count other tests too.</summary>
    private static ImportFileOutcome ReadWithin(long bytes, byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = ImportTable.Read(file).Outcome;

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, bytes);

        return outcome;
    }

    /// <summary>A workbook of half a megabyte that unpacks to so many megabytes of zeros.</summary>
    private static byte[] Bomb(int megabytes)
    {
        using var file = new MemoryStream();

        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var sheet = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Optimal).Open();
            var zeros = new byte[Megabyte];

            for (var i = 0; i < megabytes; i++)
            {
                sheet.Write(zeros);
            }
        }

        return file.ToArray();
    }
}
