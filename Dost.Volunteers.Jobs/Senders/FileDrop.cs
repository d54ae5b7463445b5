using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Leaving.PersonalData;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>A message that stayed on this machine, as the development page shows it.</summary>
public sealed record DroppedMessage
{
    public required string Id { get; init; }
    public required DroppedChannel Channel { get; init; }
    public required DateTime DroppedAtUtc { get; init; }
    public required string To { get; init; }
    public string? ToName { get; init; }
    public string? Subject { get; init; }
    public required string Text { get; init; }
    public string? Html { get; init; }

    /// <summary>What goes with it, by name and size; the contents stay where they are kept.</summary>
    public IReadOnlyList<DroppedFile> Attachments { get; init; } = [];
    public Uri? ListUnsubscribeUrl { get; init; }
    public Uri? StatusCallback { get; init; }
}

/// <summary>A file that would have gone out; the length in bytes.</summary>
public sealed record DroppedFile(string Name, int Length);

public enum DroppedChannel { Email, Sms }

public sealed record DroppedMessagesPage(IReadOnlyList<DroppedMessage> Items, int Total);

/// <summary>The folder of messages that would have gone out: one JSON file a message, named by the message's id.</summary>
public sealed class FileDrop(IOptions<MessagingOptions> messaging, IOptions<DatabaseOptions> database) : IMessageCopies
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    private string Folder => messaging.Value.DropFolder ?? Path.Combine(database.Value.DataFolder, "outbox-drop");

    /// <summary>Newest first; page 1 is the first.</summary>
    public async Task<DroppedMessagesPage> ReadAsync(int page, int pageSize, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        var folder = new DirectoryInfo(Folder);
        if (!folder.Exists)
        {
            return new DroppedMessagesPage([], 0);
        }

        var files = folder.GetFiles("*.json");
        var wanted = files.OrderByDescending(f => f.LastWriteTimeUtc).ThenByDescending(f => f.Name, StringComparer.Ordinal)
            .Skip((page - 1) * pageSize).Take(pageSize);
        var items = new List<DroppedMessage>();
        foreach (var file in wanted)
        {
            items.Add(await ReadFileAsync(file.FullName, ct));
        }

        return new DroppedMessagesPage(items, files.Length);
    }

    /// <summary>The same of one channel, or to addresses that hold the given letters or digits; null for all.</summary>
    public async Task<DroppedMessagesPage> ReadAsync(DroppedChannel? channel, string? to, int page, int pageSize, CancellationToken ct)
    {
        if (channel is null && string.IsNullOrWhiteSpace(to))
        {
            return await ReadAsync(page, pageSize, ct);
        }

        var all = await ReadAsync(1, int.MaxValue, ct);
        var found = all.Items.Where(m => (channel is null || m.Channel == channel)
            && (string.IsNullOrWhiteSpace(to) || m.To.Contains(to.Trim(), StringComparison.OrdinalIgnoreCase))).ToList();

        return new DroppedMessagesPage([.. found.Skip((page - 1) * pageSize).Take(pageSize)], found.Count);
    }

    public async Task<DroppedMessage?> FindAsync(string id, CancellationToken ct)
    {
        var path = PathOf(id);
        return File.Exists(path) ? await ReadFileAsync(path, ct) : null;
    }

    /// <summary>Takes away what was dropped before the given moment; how many.</summary>
    public int Purge(DateTime beforeUtc)
    {
        var old = Directory.Exists(Folder) ? new DirectoryInfo(Folder).GetFiles().Where(f => f.LastWriteTimeUtc < beforeUtc).ToList() : [];
        old.ForEach(f => f.Delete());
        return old.Count;
    }

    /// <summary>The files are named by the message's id; what was sent before its row was cleared away is known by its address.</summary>
    public async Task ForgetAsync(IReadOnlySet<Guid> messageIds, IReadOnlySet<string> addresses, CancellationToken ct)
    {
        var ids = messageIds.Select(id => id.ToString("N")).ToHashSet(StringComparer.OrdinalIgnoreCase);

        foreach (var file in Directory.Exists(Folder) ? new DirectoryInfo(Folder).GetFiles("*.json") : [])
        {
            if (ids.Any(id => file.Name.StartsWith(id, StringComparison.OrdinalIgnoreCase)) || addresses.Contains((await ReadFileAsync(file.FullName, ct)).To))
            {
                file.Delete();
            }
        }
    }

    /// <summary>A message that is there already stays as it is: a second try has no second effect.</summary>
    internal async Task AddAsync(DroppedMessage message, CancellationToken ct)
    {
        var path = PathOf(message.Id);
        if (File.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(Folder);
        var half = $"{path}.{Guid.NewGuid():N}.part";
        await using (var stream = File.Create(half))
        {
            await JsonSerializer.SerializeAsync(stream, message, _json, ct);
        }

        File.Move(half, path, overwrite: true);
    }

    private static async Task<DroppedMessage> ReadFileAsync(string path, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<DroppedMessage>(stream, _json, ct)
            ?? throw new InvalidDataException($"{Path.GetFileName(path)} holds no message.");
    }

    // Ids come from our own tables; whatever they hold, the file stays in the folder.
    private string PathOf(string id) =>
        Path.Combine(Folder, string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_')) + ".json");
}
