using System.Linq.Expressions;

namespace Dost.Volunteers.Core.Volunteers.Credentials;

/// <summary>
/// A training that a volunteer had, a check that they passed, or a document that they showed. It counts while it is verified and the day
/// lies between issue and expiry: nothing has to happen for it to stop counting.
/// </summary>
public class Credential
{
    public const int NumberMaxLength = 40;
    public const int IssuerMaxLength = 120;
    public const int ReasonMaxLength = 400;

    public required Guid CredentialId { get; init; }
    public required Guid VolunteerId { get; init; }
    public Volunteer Volunteer { get; private set; } = null!;
    public required string CredentialTypeCode { get; init; }
    public CredentialType CredentialType { get; private set; } = null!;

    /// <summary>The first day on which it is good, in Baku.</summary>
    public required DateOnly IssuedOn { get; set; }

    /// <summary>The last day on which it is good, in Baku; none if it does not expire.</summary>
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>Encrypted.</summary>
    public string? NumberEncrypted { get; init; }

    /// <summary>Who issued it (a university, a clinic); encrypted.</summary>
    public string? IssuerEncrypted { get; init; }
    public Guid? StoredFileId { get; private set; }
    public CredentialState State { get; private set; } = CredentialState.Submitted;

    /// <summary>Why it was refused or revoked; the volunteer reads it.</summary>
    public string? Reason { get; private set; }

    /// <summary>When the volunteer submitted it, or a coordinator added it.</summary>
    public required DateTime SubmittedAtUtc { get; init; }
    public DateTime? DecidedAtUtc { get; private set; }

    /// <summary>The account of the coordinator who decided last.</summary>
    public Guid? DecidedById { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>One that a coordinator vouches for: a training that they held, a check that they made, a paper that they saw.</summary>
    public static Credential Held(Guid volunteerId, CredentialType type, CredentialDates dates, Guid? byAccountId, DateTime nowUtc)
    {
        var credential = new Credential
        {
            CredentialId = Guid.CreateVersion7(),
            VolunteerId = volunteerId,
            CredentialTypeCode = type.CredentialTypeCode,
            IssuedOn = dates.IssuedOn,
            SubmittedAtUtc = nowUtc,
        };
        credential.Verify(dates.IssuedOn, type.LastDayOf(dates), byAccountId, nowUtc);

        return credential;
    }

    public bool IsValidOn(DateOnly day) => IsValid(State, IssuedOn, ExpiresOn, day);

    public static bool IsValid(CredentialState state, DateOnly issuedOn, DateOnly? expiresOn, DateOnly day) =>
        state is CredentialState.Verified && issuedOn <= day && (expiresOn is null || expiresOn >= day);

    /// <summary>The same rule for a query.</summary>
    public static Expression<Func<Credential, bool>> ValidOn(DateOnly day) => ValidWithin(day, day);

    /// <summary>Valid on a day of these at least.</summary>
    public static Expression<Func<Credential, bool>> ValidWithin(DateOnly firstOn, DateOnly lastOn) =>
        c => c.State == CredentialState.Verified && c.IssuedOn <= lastOn && (c.ExpiresOn == null || c.ExpiresOn >= firstOn);

    /// <summary>A coordinator has seen it; the dates are those that they read on it.</summary>
    public bool Verify(DateOnly issuedOn, DateOnly? expiresOn, Guid? byAccountId, DateTime nowUtc)
    {
        if (State is not CredentialState.Submitted)
        {
            return false;
        }

        IssuedOn = issuedOn;
        ExpiresOn = expiresOn;
        Decide(CredentialState.Verified, reason: null, byAccountId, nowUtc);

        return true;
    }

    public bool Refuse(string reason, Guid? byAccountId, DateTime nowUtc)
    {
        if (State is not CredentialState.Submitted)
        {
            return false;
        }

        Decide(CredentialState.Refused, reason, byAccountId, nowUtc);

        return true;
    }

    /// <summary>What was verified no longer holds: it was false, or was taken back.</summary>
    public bool Revoke(string reason, Guid? byAccountId, DateTime nowUtc)
    {
        if (State is not CredentialState.Verified)
        {
            return false;
        }

        Decide(CredentialState.Revoked, reason, byAccountId, nowUtc);

        return true;
    }

    /// <summary>A better picture of the same paper, while nobody has decided on it.</summary>
    public bool ReplaceFile(Guid storedFileId)
    {
        if (State is not CredentialState.Submitted)
        {
            return false;
        }

        StoredFileId = storedFileId;
        Version = Guid.NewGuid();

        return true;
    }

    private void Decide(CredentialState state, string? reason, Guid? byAccountId, DateTime nowUtc)
    {
        State = state;
        Reason = reason;
        DecidedById = byAccountId;
        DecidedAtUtc = nowUtc;
        Version = Guid.NewGuid();
    }
}

/// <summary>Submitted → Verified | Refused; Verified → Revoked. That it expired is no state: the day says it.</summary>
public enum CredentialState { Submitted, Verified, Refused, Revoked }
