using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Accounts;

/// <summary>Issues one-time codes with the SMS that carries them, and checks what was typed.</summary>
public sealed class OneTimeCodeService(VolunteersDbContext db, PrivacyKeys keys, TimeProvider clock)
{
    public const int Digits = 6;

    /// <summary>Not more codes than this for one subject in an hour: each is an SMS that somebody pays for.</summary>
    public const int PerHour = 5;

    /// <summary>Adds a code and its SMS and saves. False if the subject had too many already.</summary>
    public async Task<bool> IssueAsync(OneTimeCodePurpose purpose, Guid subjectId, Recipient recipient, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var hourAgo = now.AddHours(-1);

        if (await db.OneTimeCodes.CountAsync(c => c.Purpose == purpose && c.SubjectId == subjectId && c.IssuedAtUtc > hourAgo, ct) >= PerHour)
        {
            return false;
        }

        Add(purpose, subjectId, recipient);
        await db.SaveChangesAsync(ct);

        return true;
    }

    /// <summary>Adds a code and its SMS to a unit of work whose owner has looked how many there were.</summary>
    public void Add(OneTimeCodePurpose purpose, Guid subjectId, Recipient recipient)
    {
        var now = clock.UtcNow();
        var code = new OneTimeCode { OneTimeCodeId = Guid.CreateVersion7(), Purpose = purpose, SubjectId = subjectId, IssuedAtUtc = now };
        db.OneTimeCodes.Add(code);
        db.OutboundMessages.Add(OutboundMessage.Urgent(KindFor(purpose), MessageChannel.Sms, recipient, code.OneTimeCodeId, now, code.ExpiresAtUtc));
    }

    /// <summary>Checks what was typed against the newest code of the subject.</summary>
    public async Task<CodeOutcome> CheckAsync(OneTimeCodePurpose purpose, Guid subjectId, string? typed, CancellationToken ct)
    {
        var outcome = (await CheckTogetherAsync(subjectId, ct, (purpose, typed)))[0];

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // What was not saved must not be saved by whoever saves next.
            db.ChangeTracker.Clear();

            return CodeOutcome.Wrong;
        }

        return outcome;
    }

    /// <summary>
    /// Checks codes that count only together: none is used up unless all are right. Nothing is saved: what the codes are for and their use are one
    /// transaction of the caller, who saves a wrong try too.
    /// </summary>
    public async Task<IReadOnlyList<CodeOutcome>> CheckTogetherAsync(Guid subjectId, CancellationToken ct, params (OneTimeCodePurpose Purpose, string? Typed)[] tries)
    {
        var found = new List<(OneTimeCode? Code, bool IsRight)>();

        foreach (var (purpose, typed) in tries)
        {
            var code = await db.OneTimeCodes.Where(c => c.Purpose == purpose && c.SubjectId == subjectId)
                .OrderByDescending(c => c.IssuedAtUtc).ThenByDescending(c => c.OneTimeCodeId).FirstOrDefaultAsync(ct);
            var digits = Encoding.ASCII.GetBytes(new string((typed ?? "").Where(char.IsAsciiDigit).ToArray()));
            found.Add((code, code is not null && CryptographicOperations.FixedTimeEquals(digits, Encoding.ASCII.GetBytes(CodeOf(code.OneTimeCodeId)))));
        }

        var now = clock.UtcNow();
        var areAllGood = found.TrueForAll(f => f.IsRight && f.Code!.IsOpen(now));

        return found.ConvertAll(f => f.Code is null ? CodeOutcome.Expired : areAllGood || !f.IsRight || !f.Code.IsOpen(now) ? f.Code.Check(f.IsRight, now) : CodeOutcome.Right);
    }

    /// <summary>The digits of a code.</summary>
    public string CodeOf(Guid oneTimeCodeId)
    {
        var hash = keys.Sign(KeyPurpose.OneTimeCode, oneTimeCodeId.ToString("N"));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static MessageKind KindFor(OneTimeCodePurpose purpose) => purpose switch
    {
        OneTimeCodePurpose.ConfirmPhone => MessageKind.ConfirmPhone,
        OneTimeCodePurpose.SignIn => MessageKind.SignInCode,
        OneTimeCodePurpose.SignContract => MessageKind.ContractCode,
        OneTimeCodePurpose.SignAsGuardian => MessageKind.GuardianCode,
        OneTimeCodePurpose.ExportData => MessageKind.ExportCode,
        OneTimeCodePurpose.EraseData => MessageKind.ErasureCode,
        OneTimeCodePurpose.ConfirmRequestPhone => MessageKind.RequestCode,
    };
}
