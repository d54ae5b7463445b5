using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Merging;

/// <summary>One person signs in in one way: the account of the record that ends is closed, or is the kept one's if that had none.</summary>
public sealed class AccountMerge(VolunteersDbContext db, ILookupNormalizer normalizer)
{
    /// <summary>To be saved with the merge. The kept record already says what it will say.</summary>
    internal async Task JoinAsync(Volunteer kept, Guid mergedId, CancellationToken ct)
    {
        var own = await db.Users.SingleOrDefaultAsync(a => a.VolunteerId == kept.VolunteerId, ct);
        var other = await db.Users.SingleOrDefaultAsync(a => a.VolunteerId == mergedId, ct);

        if (other is not null)
        {
            own = await CloseOrHandOverAsync(kept, own, other, await IsStaffAsync(other, ct), ct);
        }

        // Staff sign in with what their work gave them.
        if (own is not null && !await IsStaffAsync(own, ct))
        {
            Follow(own, kept);
        }
    }

    private Task<bool> IsStaffAsync(UserAccount account, CancellationToken ct) =>
        db.UserRoles.AnyAsync(r => r.UserId == account.Id && db.Roles.Any(o => o.Id == r.RoleId && o.Name != Roles.Volunteer), ct);

    /// <summary>The account of the kept record afterwards, if it has one.</summary>
    private async Task<UserAccount?> CloseOrHandOverAsync(Volunteer kept, UserAccount? own, UserAccount other, bool isStaff, CancellationToken ct)
    {
        // Its sessions end either way: what a signed-in page asks is answered only for the record that the sign-in was for.
        if (own is null && kept.PhoneConfirmedAtUtc is not null)
        {
            other.VolunteerId = kept.VolunteerId;

            if (!isStaff)
            {
                other.UserName = kept.VolunteerId.ToString("N");
                other.NormalizedUserName = normalizer.NormalizeName(other.UserName);
            }

            return other;
        }

        if (isStaff)
        {
            // Who also works for a centre goes on doing so; only that they volunteer is with the other account.
            other.VolunteerId = null;
            await db.UserRoles.Where(r => r.UserId == other.Id && db.Roles.Any(o => o.Id == r.RoleId && o.Name == Roles.Volunteer)).ExecuteDeleteAsync(ct);

            return own;
        }

        await db.OneTimeCodes.Where(c => c.SubjectId == other.Id).ExecuteDeleteAsync(ct);
        await db.OutboundMessages.Where(m => m.RecipientKind == RecipientKind.Account && m.RecipientId == other.Id && m.State == MessageState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Superseded).SetProperty(m => m.Reason, MessageReason.Merged), ct);

        // The codes that were sent are told to the person with the rest of what was sent; the record takes them, as it has no account of that id any more.
        await db.OutboundMessages.Where(m => m.RecipientKind == RecipientKind.Account && m.RecipientId == other.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.RecipientKind, RecipientKind.Volunteer).SetProperty(m => m.RecipientId, kept.VolunteerId), ct);
        db.Users.Remove(other);

        return own;
    }

    private void Follow(UserAccount account, Volunteer kept)
    {
        account.Culture = kept.Culture;
        account.DisplayName = kept.FullName;

        if (kept.PhoneConfirmedAtUtc is not null)
        {
            account.PhoneNumber = kept.Phone;
            account.PhoneNumberConfirmed = true;
        }

        var email = kept.EmailConfirmedAtUtc is null ? null : kept.Email;
        account.Email = email;
        account.EmailConfirmed = email is not null;
        account.NormalizedEmail = normalizer.NormalizeEmail(email);
    }
}
