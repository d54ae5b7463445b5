using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Jobs.Senders;
using MimeKit;

namespace Dost.Volunteers.Tests.Support;

/// <summary>A mailbox in the test's hand. It may forget to mark what was read, as one whose connection breaks does.</summary>
public sealed class ReturnMailboxForTests : IReturnMailbox
{
    private readonly List<string> _letters = [];

    public bool IsSet { get; set; } = true;

    public bool Forgets { get; set; }

    public int Unread => _letters.Count;

    /// <summary>One of the letters in the folder ReturnedMail, about this e-mail.</summary>
    public static string Letter(string name, string messageId, string address, DateTime atUtc) =>
        File.ReadAllText(Path.Combine(Repository.Root, "Dost.Volunteers.Tests", "Jobs", "ReturnedMail", name + ".eml"))
            .Replace("{MESSAGE_ID}", messageId, StringComparison.Ordinal).Replace("{ADDRESS}", address, StringComparison.Ordinal)
            .Replace("{DATE}", new DateTimeOffset(atUtc, TimeSpan.Zero).ToString("r"), StringComparison.Ordinal);

    public static MimeMessage Read(string letter)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(letter));

        return MimeMessage.Load(stream);
    }

    public void Add(string letter) => _letters.Add(letter);

    public async Task ReadAsync(int most, Func<ReturnedMail?, CancellationToken, Task> take, CancellationToken ct)
    {
        foreach (var letter in _letters.Take(most).ToList())
        {
            using (var message = Read(letter))
            {
                await take(ReturnedMailReader.Read(message), ct);
            }

            if (!Forgets)
            {
                _letters.Remove(letter);
            }
        }
    }

    public Task<ProbeResult> ProbeAsync(CancellationToken ct) => Task.FromResult(new ProbeResult("Returned mail", true, "is in the test's hand"));
}
