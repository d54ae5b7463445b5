using Dost.Volunteers.Core.Data;
using MimeKit;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>The mailbox to which e-mails come back.</summary>
public interface IReturnMailbox
{
    /// <summary>Whether there is one.</summary>
    bool IsSet { get; }

    /// <summary>Hands over letters that were not read yet, the oldest first; one that was taken is marked, one that was not comes again.</summary>
    Task ReadAsync(int most, Func<MimeMessage, CancellationToken, Task> take, CancellationToken ct);

    /// <summary>Signs in and opens the folder, and changes nothing.</summary>
    Task<ProbeResult> ProbeAsync(CancellationToken ct);
}
