namespace Dost.Volunteers.Core.Accounts;

/// <summary>
/// A code of six digits sent to a phone, for one purpose, for ten minutes, with five tries. The digits are derived from the row and a
/// key outside the database, so neither the database nor the outbox holds them.
/// </summary>
public class OneTimeCode
{
    public const int MaxFailedAttempts = 5;
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public required Guid OneTimeCodeId { get; init; }
    public required OneTimeCodePurpose Purpose { get; init; }

    /// <summary>The volunteer, account or request that the code is about.</summary>
    public required Guid SubjectId { get; init; }
    public required DateTime IssuedAtUtc { get; init; }
    public int FailedAttempts { get; private set; }
    public DateTime? UsedAtUtc { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    public DateTime ExpiresAtUtc => IssuedAtUtc + Lifetime;

    public bool IsOpen(DateTime nowUtc) => UsedAtUtc is null && nowUtc < ExpiresAtUtc && FailedAttempts < MaxFailedAttempts;

    public CodeOutcome Check(bool isRight, DateTime nowUtc)
    {
        if (UsedAtUtc is not null || nowUtc >= ExpiresAtUtc)
        {
            return CodeOutcome.Expired;
        }

        if (FailedAttempts >= MaxFailedAttempts)
        {
            return CodeOutcome.TooManyAttempts;
        }

        // Two guesses at once must not count as one.
        Version = Guid.NewGuid();

        if (isRight)
        {
            UsedAtUtc = nowUtc;
            return CodeOutcome.Right;
        }

        FailedAttempts++;
        return FailedAttempts >= MaxFailedAttempts ? CodeOutcome.TooManyAttempts : CodeOutcome.Wrong;
    }
}

/// <summary>What a code proves. A guardian's code goes to their own phone, and its subject is the volunteer too. That of a request for help is about the request.</summary>
public enum OneTimeCodePurpose { ConfirmPhone, SignIn, SignContract, SignAsGuardian, ExportData, EraseData, ConfirmRequestPhone }

public enum CodeOutcome { Right, Wrong, Expired, TooManyAttempts }
