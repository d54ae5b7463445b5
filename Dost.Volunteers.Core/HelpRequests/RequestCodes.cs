using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>
/// Sends who asked over the web the code by which they show that the number is theirs. The request stands whatever becomes of it. Two
/// messages do not come within a minute: the SMS that says that the request came in, and by which it is followed, waits until a code is
/// over. The page shows all of it at once.
/// </summary>
public sealed class RequestCodes(VolunteersDbContext db, OneTimeCodeService codes, PolicyReader policyReader, Outbox outbox, TimeProvider clock)
{
    /// <summary>Adds the messages of a request that was just made to its unit of work.</summary>
    internal async Task TellReceivedAsync(HelpRequest request, bool confirmsPhone, CancellationToken ct)
    {
        if (!confirmsPhone || !await TryAddAsync(request, ct))
        {
            outbox.AboutRequest(MessageKind.HelpRequestReceived, request);

            return;
        }

        var recipient = Recipient.Asker(request.HelpRequestId);
        outbox.Later(MessageKind.HelpRequestReceived, recipient, request.HelpRequestId, MessageChannel.Sms, OneTimeCode.Lifetime);

        if (request.ContactEmail is not null)
        {
            outbox.News(MessageKind.HelpRequestReceived, recipient, request.HelpRequestId, 0, MessageChannel.Email);
        }
    }

    /// <summary>Adds a code and its SMS. False for a telephone that takes none, and where the number had too many within the hour.</summary>
    internal async Task<bool> TryAddAsync(HelpRequest request, CancellationToken ct)
    {
        if (!PhoneNumber.IsMobile(request.ContactPhone, (await policyReader.ReadAsync(ct)).MobilePrefixes))
        {
            return false;
        }

        // By the number, not by the request: whoever makes requests in a stranger's name makes the phone ring.
        var hourAgo = clock.UtcNow().AddHours(-1);
        var sent = await db.OneTimeCodes.CountAsync(
            c => c.Purpose == OneTimeCodePurpose.ConfirmRequestPhone && c.IssuedAtUtc > hourAgo && db.HelpRequests.Any(r => r.HelpRequestId == c.SubjectId && r.ContactPhone == request.ContactPhone), ct);

        if (sent >= OneTimeCodeService.PerHour)
        {
            return false;
        }

        codes.Add(OneTimeCodePurpose.ConfirmRequestPhone, request.HelpRequestId, Recipient.Asker(request.HelpRequestId));

        return true;
    }
}
