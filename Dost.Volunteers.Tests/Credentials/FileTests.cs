using System.Security.Cryptography;
using System.Text;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Credentials;

/// <summary>What is taken as a file, what it is called, and how it is kept.</summary>
public class FileTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public void A_file_is_what_its_bytes_say()
    {
        Assert.Equal((FileOutcome.Fine, StoredFileKind.Pdf), FileSniffer.Sniff(Papers.Pdf));
        Assert.Equal((FileOutcome.Fine, StoredFileKind.Png), FileSniffer.Sniff(Papers.Png()));
        Assert.Equal((FileOutcome.Fine, StoredFileKind.Jpeg), FileSniffer.Sniff(Papers.Jpeg()));
        Assert.Equal(FileOutcome.Empty, FileSniffer.Sniff([]).Outcome);
        Assert.Equal(FileOutcome.UnknownKind, FileSniffer.Sniff("PK\u0003\u0004"u8).Outcome);
        Assert.Equal(FileOutcome.UnknownKind, FileSniffer.Sniff("MZ"u8).Outcome);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><p>x")]
    [InlineData("\uFEFF  <HTML><body>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<svg xmlns='x' onload='alert(1)'>")]
    [InlineData("%PDF-1.7\n<html><script>alert(1)</script>")]
    public void A_page_is_no_document_whatever_it_is_called(string page)
    {
        Assert.Equal(FileOutcome.WebPage, FileSniffer.Sniff(Encoding.UTF8.GetBytes(page)).Outcome);
        Assert.Equal(FileOutcome.WebPage, FileSniffer.Sniff([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<html>")]).Outcome);
    }

    [Fact]
    public void A_picture_that_claims_to_be_enormous_is_refused_unopened()
    {
        Assert.Equal(FileOutcome.TooManyPixels, FileSniffer.Sniff(Papers.Png(30_000, 10)).Outcome);
        Assert.Equal(FileOutcome.TooManyPixels, FileSniffer.Sniff(Papers.Png(15_000, 15_000)).Outcome);
        Assert.Equal(FileOutcome.TooManyPixels, FileSniffer.Sniff(Papers.Png(uint.MaxValue, uint.MaxValue)).Outcome);
        Assert.Equal(FileOutcome.TooManyPixels, FileSniffer.Sniff(Papers.Jpeg(65_535, 65_535)).Outcome);
        Assert.Equal(FileOutcome.Damaged, FileSniffer.Sniff(Papers.Png(0, 10)).Outcome);
    }

    [Fact]
    public void A_picture_cut_anywhere_is_judged_without_a_fall()
    {
        foreach (var whole in (byte[][])[Papers.Png(), Papers.Jpeg(), Papers.Pdf])
        {
            for (var length = 1; length < whole.Length; length++)
            {
                var outcome = FileSniffer.Sniff(whole.AsSpan(0, length)).Outcome;
                Assert.True(Enum.IsDefined(outcome));
            }
        }

        Assert.Equal(FileOutcome.Damaged, FileSniffer.Sniff(Papers.Jpeg().AsSpan(0, 12)).Outcome);
    }

    [Theory]
    [InlineData("vəsiqə.pdf", "vəsiqə.pdf")]
    [InlineData(@"C:\Users\Leyla\..\scan.PDF", "scan.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.pdf")] // a mark that would turn the ending round
    [InlineData("a\"b'c\r\nSet-Cookie: x.pdf", "a_b'cSet-Cookie_ x.pdf")]
    [InlineData("sənədim 📄.pdf", "sənədim 📄.pdf")]
    [InlineData("  ..  ", "document.pdf")]
    [InlineData(null, "document.pdf")]
    public void A_name_is_kept_as_far_as_it_harms_nobody(string? given, string kept) => Assert.Equal(kept, FileName.Clean(given, StoredFileKind.Pdf));

    [Fact]
    public void A_very_long_name_is_cut_and_no_letter_is_cut_in_two()
    {
        Assert.Equal(StoredFile.NameMaxLength, FileName.Clean(new string('ə', 10_000) + ".pdf", StoredFileKind.Pdf).Length);
        var name = FileName.Clean("a" + string.Concat(Enumerable.Repeat("📄", 10_000)), StoredFileKind.Jpeg);

        Assert.InRange(name.Length, 90, StoredFile.NameMaxLength);
        Assert.EndsWith(".jpg", name, StringComparison.Ordinal);
        Assert.Equal(name, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)));
    }

    [Fact]
    public async Task Ten_megabytes_are_taken_and_one_byte_more_is_not()
    {
        var most = new byte[StoredFile.MaxLength];
        Papers.Pdf.CopyTo(most, 0);

        Assert.Equal(FileOutcome.Fine, (await FileStore.ReadAsync(new MemoryStream(most), "x", CancellationToken.None)).Outcome);
        Assert.Equal(FileOutcome.TooLarge, (await FileStore.ReadAsync(new MemoryStream([.. most, 0]), "x", CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task A_stream_without_end_is_left_after_one_byte_too_many()
    {
        var endless = new EndlessStream();

        Assert.Equal(FileOutcome.TooLarge, (await FileStore.ReadAsync(endless, "x", CancellationToken.None)).Outcome);
        Assert.InRange(endless.Given, StoredFile.MaxLength, StoredFile.MaxLength + (1024 * 1024));
    }

    [Fact]
    public async Task What_is_kept_can_be_read_back_and_not_from_a_copy_of_the_database()
    {
        var id = await KeepAsync();
        var stored = await app.QueryAsync(db => db.StoredFiles.AsNoTracking().SingleAsync(f => f.StoredFileId == id));

        Assert.DoesNotContain("PDF", Encoding.Latin1.GetString(stored.Content), StringComparison.Ordinal);
        Assert.DoesNotContain("Leyla", stored.NameEncrypted, StringComparison.Ordinal);
        await using var scope = app.NewScope();
        var opened = (await scope.Get<FileStore>().OpenAsync(id, CancellationToken.None))!;
        Assert.Equal(("Leyla.pdf", "application/pdf"), (opened.Name, opened.ContentType));
        Assert.Equal(Papers.Pdf, opened.Content);
    }

    [Fact]
    public async Task A_content_does_not_open_in_the_row_of_another()
    {
        var (one, other) = (await KeepAsync(), await KeepAsync());
        var content = await app.QueryAsync(db => db.StoredFiles.Where(f => f.StoredFileId == one).Select(f => f.Content).SingleAsync());
        await app.QueryAsync(db => db.StoredFiles.Where(f => f.StoredFileId == other).ExecuteUpdateAsync(s => s.SetProperty(f => f.Content, content)));
        await using var scope = app.NewScope();

        await Assert.ThrowsAnyAsync<CryptographicException>(() => scope.Get<FileStore>().OpenAsync(other, CancellationToken.None));
    }

    [Fact]
    public async Task A_file_that_nothing_refers_to_is_cleared_away_after_a_day()
    {
        var id = await KeepAsync();
        await using var scope = app.NewScope();
        var files = scope.Get<FileStore>();

        await files.PurgeAsync(app.NowUtc, CancellationToken.None);
        Assert.True(await app.QueryAsync(db => db.StoredFiles.AnyAsync(f => f.StoredFileId == id)));
        await files.PurgeAsync(app.NowUtc.AddSeconds(1), CancellationToken.None);
        Assert.False(await app.QueryAsync(db => db.StoredFiles.AnyAsync(f => f.StoredFileId == id)));
    }

    private async Task<Guid> KeepAsync()
    {
        await using var scope = app.NewScope();
        var reading = await FileStore.ReadAsync(new MemoryStream(Papers.Pdf), "Leyla.pdf", CancellationToken.None);
        var stored = scope.Get<FileStore>().Add(reading.File!, null);
        await scope.Db.SaveChangesAsync();

        return stored.StoredFileId;
    }

    /// <summary>Gives as long as somebody asks.</summary>
    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;

            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;

            return ValueTask.FromResult(buffer.Length);
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
