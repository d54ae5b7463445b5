using Dost.Volunteers.Core.Data;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>The mailbox to which e-mails come back.</summary>
public interface IReturnMailbox
{
    /// <summary>Whether there is one.</summary>
    bool IsSet { get; }

    /// <summary>
    /// Hands over what letters that were not read yet tell, the oldest first; nothing for one that is no report. A letter that was taken is
    /// marked, one that was not comes again.
    /// </summary>
    Task ReadAsync(int most, Func<ReturnedMail?, CancellationToken, Task> take, CancellationToken ct);

    /// <summary>Signs in and opens the folder, and changes nothing.</summary>
    Task<ProbeResult> ProbeAsync(CancellationToken ct);
}
