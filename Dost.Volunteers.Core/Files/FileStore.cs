using System.Security.Cryptography;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Files;

/// <summary>
/// Takes files in, seals them with AES-256-GCM under a key of their own purpose, and gives them out again. Who may have a file is for the
/// caller to know: it stands with the thing that the file belongs to.
/// </summary>
public sealed class FileStore(VolunteersDbContext db, PrivacyKeys keys, FieldCipher cipher, TimeProvider clock)
{
    private const byte FormatVersion = 1;
    private const int ReadAtOnce = 80 * 1024;
    private static readonly int _nonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int _tagLength = AesGcm.TagByteSizes.MaxSize;

    /// <summary>Reads what comes in, no further than one byte too many, and says whether it is taken.</summary>
    public static async Task<FileReading> ReadAsync(Stream stream, string? name, CancellationToken ct)
    {
        using var content = new MemoryStream();
        var block = new byte[ReadAtOnce];

        for (var read = await stream.ReadAsync(block, ct); read > 0; read = await stream.ReadAsync(block, ct))
        {
            if (content.Length + read > StoredFile.MaxLength)
            {
                return new FileReading(FileOutcome.TooLarge, null);
            }

            content.Write(block, 0, read);
        }

        var bytes = content.ToArray();
        var (outcome, kind) = FileSniffer.Sniff(bytes);

        return new FileReading(outcome, outcome is FileOutcome.Fine ? new IncomingFile(kind, FileName.Clean(name, kind), bytes) : null);
    }

    /// <summary>Adds the file to the unit of work, to be saved with what it belongs to.</summary>
    public StoredFile Add(IncomingFile file, Guid? byAccountId)
    {
        var id = Guid.CreateVersion7();
        var stored = new StoredFile
        {
            StoredFileId = id,
            Kind = file.Kind,
            NameEncrypted = cipher.Encrypt(file.Name),
            Length = file.Content.Length,
            Content = Seal(id, file.Content),
            AddedAtUtc = clock.UtcNow(),
            AddedById = byAccountId,
        };
        db.StoredFiles.Add(stored);

        return stored;
    }

    public async Task<OpenedFile?> OpenAsync(Guid storedFileId, CancellationToken ct)
    {
        var stored = await db.StoredFiles.AsNoTracking().SingleOrDefaultAsync(f => f.StoredFileId == storedFileId, ct);

        return stored is null ? null : new OpenedFile(cipher.Decrypt(stored.NameEncrypted), FileName.ContentTypeOf(stored.Kind), Unseal(stored.StoredFileId, stored.Content));
    }

    /// <summary>The names and sizes of some files; their contents stay where they are.</summary>
    public async Task<IReadOnlyDictionary<Guid, FileFacts>> FactsAsync(IReadOnlyCollection<Guid> storedFileIds, CancellationToken ct) =>
        storedFileIds.Count == 0
            ? new Dictionary<Guid, FileFacts>()
            : (await db.StoredFiles.AsNoTracking().Where(f => storedFileIds.Contains(f.StoredFileId))
                .Select(f => new { f.StoredFileId, f.Kind, f.NameEncrypted, f.Length }).ToListAsync(ct))
            .ToDictionary(f => f.StoredFileId, f => new FileFacts(f.Kind, cipher.Decrypt(f.NameEncrypted), f.Length));

    /// <summary>Takes a file out with the unit of work, without reading it.</summary>
    public void Remove(Guid storedFileId) => db.Entry(Stub(storedFileId)).State = EntityState.Deleted;

    /// <summary>Deletes files that nothing refers to any more and that were handed in before the moment; how many.</summary>
    public Task<int> PurgeAsync(DateTime beforeUtc, CancellationToken ct) =>
        db.StoredFiles.Where(f => f.AddedAtUtc < beforeUtc && !db.Credentials.Any(c => c.StoredFileId == f.StoredFileId) && !db.TaskAttachments.Any(a => a.StoredFileId == f.StoredFileId)
            && !db.Certificates.Any(c => c.StoredFileId == f.StoredFileId)).ExecuteDeleteAsync(ct);

    private static StoredFile Stub(Guid id) => new() { StoredFileId = id, Kind = default, NameEncrypted = "", Length = 0, Content = [], AddedAtUtc = default };

    /// <summary>The id is bound in: the content of one row does not open in another.</summary>
    private byte[] Seal(Guid id, byte[] content)
    {
        var sealedContent = new byte[1 + _nonceLength + _tagLength + content.Length];
        sealedContent[0] = FormatVersion;
        var nonce = sealedContent.AsSpan(1, _nonceLength);
        RandomNumberGenerator.Fill(nonce);

        using var aes = new AesGcm(keys.KeyFor(KeyPurpose.StoredFile), _tagLength);
        aes.Encrypt(nonce, content, sealedContent.AsSpan(1 + _nonceLength + _tagLength), sealedContent.AsSpan(1 + _nonceLength, _tagLength), id.ToByteArray());

        return sealedContent;
    }

    private byte[] Unseal(Guid id, byte[] sealedContent)
    {
        var content = new byte[sealedContent.Length - 1 - _nonceLength - _tagLength];

        using var aes = new AesGcm(keys.KeyFor(KeyPurpose.StoredFile), _tagLength);
        aes.Decrypt(
            sealedContent.AsSpan(1, _nonceLength), sealedContent.AsSpan(1 + _nonceLength + _tagLength), sealedContent.AsSpan(1 + _nonceLength, _tagLength), content, id.ToByteArray());

        return content;
    }
}

/// <summary>A file that is taken, or why not.</summary>
public sealed record FileReading(FileOutcome Outcome, IncomingFile? File);

/// <summary>A file that was looked at and may be kept; the name is clean.</summary>
public sealed record IncomingFile(StoredFileKind Kind, string Name, byte[] Content);

/// <summary>A file as it was handed in.</summary>
public sealed record OpenedFile(string Name, string ContentType, byte[] Content);

/// <summary>A file in a list; the length in bytes.</summary>
public sealed record FileFacts(StoredFileKind Kind, string Name, int Length);
