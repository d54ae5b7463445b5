using Dost.Volunteers.Core.Data;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Stands where the package set has no client for mailboxes; <see cref="ImapOptionsCheck"/> says so to who sets one.</summary>
internal sealed class ImapMailbox : IReturnMailbox
{
    public static bool CanRead => false;

    public bool IsSet => false;

    public Task ReadAsync(int most, Func<ReturnedMail?, CancellationToken, Task> take, CancellationToken ct) => Task.CompletedTask;

    public Task<ProbeResult> ProbeAsync(CancellationToken ct) => Task.FromResult(new ProbeResult("Returned mail", false, "this build cannot read a mailbox"));
}
