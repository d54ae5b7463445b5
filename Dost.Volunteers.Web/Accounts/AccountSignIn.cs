using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Accounts;

/// <summary>Finds and checks who wants to sign in. Whether an account exists at all is never to be told from the answer.</summary>
public sealed class AccountSignIn(
    SignInManager<UserAccount> signIn, UserManager<UserAccount> accounts, OneTimeCodeService codes, IPasswordHasher<UserAccount> hasher, VolunteersDbContext db)
{
    /// <summary>Checked where there is no account, so that the answer takes as long as it does for one.</summary>
    private static string? _nobodysHash;

    /// <summary>Signs in by password; false for any reason, a locked account included.</summary>
    public async Task<bool> ByPasswordAsync(string email, string password, bool stay)
    {
        var normalized = accounts.NormalizeEmail(email.Trim());

        // Somebody may serve and work here, with two accounts on one address.
        var candidates = await accounts.Users.Where(a => a.NormalizedEmail == normalized && a.PasswordHash != null).ToListAsync();

        foreach (var account in candidates)
        {
            if ((await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true)).Succeeded)
            {
                await signIn.SignInAsync(account, stay);

                return true;
            }
        }

        if (candidates.Count == 0)
        {
            var nobody = new UserAccount { DisplayName = "" };
            _nobodysHash ??= hasher.HashPassword(nobody, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(nobody, _nobodysHash, password);
        }

        return false;
    }

    /// <summary>
    /// Sends a code to the account of the phone, if there is one. Who signed up on paper has none yet: their first code confirms the phone,
    /// and makes it. The id is that of the account, of the volunteer, or of nobody.
    /// </summary>
    public async Task<ApplyResult> SendCodeAsync(string phone, CancellationToken ct)
    {
        var account = await db.Users.AsNoTracking().Where(a => a.PhoneNumber == phone && a.PhoneNumberConfirmed)
            .OrderBy(a => a.VolunteerId == null).FirstOrDefaultAsync(ct);

        if (account is not null)
        {
            await SendCodeAsync(account.Id, ct);

            return new ApplyResult(account.Id, OneTimeCodePurpose.SignIn);
        }

        var onPaper = await db.Volunteers.AsNoTracking()
            .Where(v => v.Phone == phone && v.ImportedAtUtc != null && v.PhoneConfirmedAtUtc == null && v.State == VolunteerState.Applied)
            .Select(v => (Guid?)v.VolunteerId).SingleOrDefaultAsync(ct);

        if (onPaper is { } volunteerId)
        {
            await codes.IssueAsync(OneTimeCodePurpose.ConfirmPhone, volunteerId, Recipient.Volunteer(volunteerId), ct);

            return new ApplyResult(volunteerId, OneTimeCodePurpose.ConfirmPhone);
        }

        return new ApplyResult(Guid.CreateVersion7(), OneTimeCodePurpose.SignIn);
    }

    public async Task SendCodeAsync(Guid accountId, CancellationToken ct)
    {
        if (await db.Users.AnyAsync(a => a.Id == accountId, ct))
        {
            await codes.IssueAsync(OneTimeCodePurpose.SignIn, accountId, Recipient.Account(accountId), ct);
        }
    }

    /// <summary>Signs in an account that has shown who it is; false if it may not (it is closed).</summary>
    public async Task<UserAccount?> AsAsync(UserAccount? account, bool stay)
    {
        if (account is null || await accounts.IsLockedOutAsync(account) || !await signIn.CanSignInAsync(account))
        {
            return null;
        }

        await signIn.SignInAsync(account, stay);

        return account;
    }

    public Task<UserAccount?> FindAsync(Guid accountId, CancellationToken ct) => db.Users.SingleOrDefaultAsync(a => a.Id == accountId, ct);

    public Task<UserAccount?> FindOfVolunteerAsync(Guid volunteerId, CancellationToken ct) => db.Users.SingleOrDefaultAsync(a => a.VolunteerId == volunteerId, ct);

    public Task SignOutAsync() => signIn.SignOutAsync();
}
