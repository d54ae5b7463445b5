using System.Linq.Expressions;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Credentials;

/// <summary>What a volunteer holds and what they lack.</summary>
public sealed class CredentialReader(VolunteersDbContext db, TimeProvider clock)
{
    /// <summary>The codes of what the volunteer's programme requires of who becomes active, and they do not hold today in Baku; in the order of the list.</summary>
    public async Task<IReadOnlyList<string>> MissingRequiredAsync(Guid volunteerId, CancellationToken ct)
    {
        var valid = db.Credentials.Where(Credential.ValidOn(clock.TodayInBaku()));

        return await (
            from volunteer in db.Volunteers
            where volunteer.VolunteerId == volunteerId
            from type in db.CredentialTypes
            where type.RequiredFor.Any(r => r.Programme == volunteer.Programme)
                && !valid.Any(c => c.VolunteerId == volunteerId && c.CredentialTypeCode == type.CredentialTypeCode)
            orderby type.Position
            select type.CredentialTypeCode).ToListAsync(ct);
    }

    /// <summary>Credentials as lines of a list.</summary>
    public static IQueryable<CredentialLine> Lines(IQueryable<Credential> credentials) => credentials.Select(c => new CredentialLine
    {
        CredentialId = c.CredentialId,
        VolunteerId = c.VolunteerId,
        GivenName = c.Volunteer.GivenName,
        FamilyName = c.Volunteer.FamilyName,
        TypeCode = c.CredentialTypeCode,
        Name = c.CredentialType.Name,
        Kind = c.CredentialType.Kind,
        Vetting = c.CredentialType.Vetting,
        IssuedOn = c.IssuedOn,
        ExpiresOn = c.ExpiresOn,
        State = c.State,
        Reason = c.Reason,
        SubmittedAtUtc = c.SubmittedAtUtc,
        HasFile = c.StoredFileId != null,
    });

    /// <summary>What was handed in and this person may decide on: nobody decides on their own.</summary>
    public static IQueryable<Credential> Waiting(VolunteersDbContext db, CurrentUser user) =>
        db.Credentials.AsNoTracking().DecidableBy(user).Where(c => c.State == CredentialState.Submitted);

    /// <summary>Nothing that lasts longer is verified or waits to be: whoever has sent the next one need not be reminded.</summary>
    public static Expression<Func<Credential, bool>> IsNotRenewed(VolunteersDbContext db) =>
        c => !db.Credentials.Any(other => other.VolunteerId == c.VolunteerId && other.CredentialTypeCode == c.CredentialTypeCode && other.CredentialId != c.CredentialId
            && (other.State == CredentialState.Submitted || (other.State == CredentialState.Verified && (other.ExpiresOn == null || other.ExpiresOn > c.ExpiresOn))));

    /// <summary>How far the person was checked, by what they hold on the day.</summary>
    public async Task<VettingLevel> VettingOnAsync(Guid volunteerId, DateOnly day, CancellationToken ct) =>
        await db.Credentials
            .Where(Credential.ValidOn(day)).Where(c => c.VolunteerId == volunteerId)
            .Select(c => (VettingLevel?)c.CredentialType.Vetting).MaxAsync(ct) ?? VettingLevel.None;
}

/// <summary>A credential in a list; nothing of it is encrypted.</summary>
public sealed record CredentialLine
{
    public required Guid CredentialId { get; init; }
    public required Guid VolunteerId { get; init; }
    public required string GivenName { get; init; }
    public required string FamilyName { get; init; }
    public required string TypeCode { get; init; }
    public required LocalName Name { get; init; }
    public required CredentialKind Kind { get; init; }
    public required VettingLevel Vetting { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required DateOnly? ExpiresOn { get; init; }
    public required CredentialState State { get; init; }
    public required string? Reason { get; init; }
    public required DateTime SubmittedAtUtc { get; init; }
    public required bool HasFile { get; init; }

    public string FullName => $"{GivenName} {FamilyName}";

    public bool IsValidOn(DateOnly day) => Credential.IsValid(State, IssuedOn, ExpiresOn, day);
}
