using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Leaving.PersonalData;

/// <summary>Takes out of the database, and of what lies beside it, all that the list of what is personal names.</summary>
public sealed class PersonalDataEraser(VolunteersDbContext db, FieldCipher cipher, IEnumerable<IMessageCopies> copies, AuditLog audit, TimeProvider clock)
{
    /// <summary>All or nothing. The minutes that were served stay, and nobody can say whose they were.</summary>
    /// <param name="volunteerId">The person.</param>
    /// <param name="begin">Saves that it is done; if it says no, nothing is erased.</param>
    /// <param name="ct">Stops it before it is done.</param>
    internal Task EraseAsync(Guid volunteerId, Func<Task<bool>> begin, CancellationToken ct) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        if (!await begin())
        {
            return;
        }

        var person = await db.IdentifyAsync(cipher, volunteerId, ct);
        var volunteer = await db.Volunteers.SingleAsync(v => v.VolunteerId == volunteerId, ct);
        await ForgetCopiesAsync(person, [volunteer.Phone, volunteer.Email, volunteer.GuardianPhone], ct);
        await LetGoOfStaffAsync(volunteerId, person, ct);

        foreach (var holding in Holdings.All)
        {
            await holding.EraseAsync(db, person, ct);
        }

        volunteer.MarkErased(clock.UtcNow());
        audit.Changed("VolunteerErased", AuditSubject.Volunteer, volunteerId);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    });

    private async Task ForgetCopiesAsync(Person person, IEnumerable<string?> addresses, CancellationToken ct)
    {
        var messages = await db.OutboundMessages.Where(m => person.RecordIds.Contains(m.RecipientId) || person.AccountIds.Contains(m.RecipientId)).Select(m => m.OutboundMessageId).ToListAsync(ct);

        foreach (var place in copies)
        {
            await place.ForgetAsync(messages.ToHashSet(), addresses.OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase), ct);
        }
    }

    private async Task LetGoOfStaffAsync(Guid volunteerId, Person person, CancellationToken ct)
    {
        foreach (var account in await db.Users.Where(a => a.VolunteerId == volunteerId && !person.AccountIds.Contains(a.Id)).ToListAsync(ct))
        {
            account.VolunteerId = null;
            await db.UserRoles.Where(r => r.UserId == account.Id && db.Roles.Any(o => o.Id == r.RoleId && o.Name == Accounts.Roles.Volunteer)).ExecuteDeleteAsync(ct);
        }
    }
}

/// <summary>Where copies of messages lie outside the database.</summary>
public interface IMessageCopies
{
    /// <summary>Deletes the copies of these messages, and those to these addresses.</summary>
    Task ForgetAsync(IReadOnlySet<Guid> messageIds, IReadOnlySet<string> addresses, CancellationToken ct);
}
