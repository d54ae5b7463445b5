using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Interviews;

namespace Dost.Volunteers.Core.Volunteers.Intake;

/// <summary>
/// What somebody still needs before they may serve: the one place that says so. Only <see cref="Of"/> makes one, and nobody becomes
/// active without one that is complete.
/// </summary>
public sealed class IntakeChecklist
{
    private readonly Guid _volunteerId;

    private IntakeChecklist(Guid volunteerId, IReadOnlyList<IntakeGap> missing)
    {
        _volunteerId = volunteerId;
        Missing = missing;
    }

    public IReadOnlyList<IntakeGap> Missing { get; }

    /// <summary>
    /// Judges a volunteer whose consents, contracts, credentials and interviews are loaded. Consents count in the version in force; the contract in
    /// the version in force for their programme; credentials if they are good today.
    /// </summary>
    public static IntakeChecklist Of(Volunteer volunteer, IntakeDemands demands)
    {
        List<IntakeGap> missing = [];
        var isMinor = volunteer.AgeOn(demands.Today) < demands.Policy.GuardianConsentAge;

        if (volunteer.PhoneConfirmedAtUtc is null)
        {
            missing.Add(new IntakeGap(IntakeGapKind.Phone));
        }

        if (demands.Policy.InterviewRequired && !volunteer.Interviews.Exists(i => i.State is InterviewState.Came))
        {
            missing.Add(new IntakeGap(IntakeGapKind.Interview));
        }

        missing.AddRange(demands.ConsentVersions
            .Where(c => (isMinor || c.Key is not ConsentText.Guardian) && !volunteer.Consents.Exists(given => given.Code == c.Key && given.Version == c.Value))
            .Select(c => new IntakeGap(c.Key is ConsentText.Guardian ? IntakeGapKind.GuardianConsent : IntakeGapKind.Consent, c.Key)));

        if (ContractGap(volunteer, demands, isMinor) is { } gap)
        {
            missing.Add(gap);
        }

        missing.AddRange(demands.CredentialTypes
            .Where(t => t.RequiredFor.Exists(r => r.Programme == volunteer.Programme)
                && !volunteer.Credentials.Exists(c => c.CredentialTypeCode == t.CredentialTypeCode && c.IsValidOn(demands.Today)))
            .OrderBy(t => t.Position).Select(t => new IntakeGap(IntakeGapKind.Credential, t.CredentialTypeCode)));

        return new IntakeChecklist(volunteer.VolunteerId, missing);
    }

    internal bool IsCompleteFor(Volunteer volunteer) => volunteer.VolunteerId == _volunteerId && Missing.Count == 0;

    /// <summary>A new version of the contract is asked for at the next term, not in the middle of one; nor is an interview.</summary>
    internal bool AllowsReturn => Missing.All(g => g.Kind is IntakeGapKind.NewContract or IntakeGapKind.Interview);

    internal bool AllowsReturnOf(Volunteer volunteer) => volunteer.VolunteerId == _volunteerId && AllowsReturn;

    private static IntakeGap? ContractGap(Volunteer volunteer, IntakeDemands demands, bool isMinor)
    {
        var signed = volunteer.Contracts.Where(c => c.Programme == volunteer.Programme && (!isMinor || c.HasGuardian || c.IsOnPaper)).ToList();

        return signed.Exists(c => c.TextVersion == demands.ContractVersions.GetValueOrDefault(volunteer.Programme)) ? null
            : new IntakeGap(signed.Count == 0 ? IntakeGapKind.Contract : IntakeGapKind.NewContract);
    }
}

/// <summary>What is asked of everybody at this moment.</summary>
/// <param name="Today">In Baku.</param>
/// <param name="Policy">Ages, and whether an interview is demanded.</param>
/// <param name="ConsentVersions">The version in force of each text that volunteers agree to.</param>
/// <param name="ContractVersions">The version in force of each programme's contract.</param>
/// <param name="CredentialTypes">With the programmes that require them.</param>
public sealed record IntakeDemands(
    DateOnly Today,
    Policy Policy,
    IReadOnlyDictionary<string, int> ConsentVersions,
    IReadOnlyDictionary<Programme, int> ContractVersions,
    IReadOnlyCollection<CredentialType> CredentialTypes);

/// <summary>One thing that is missing; the code is that of the text or of the credential.</summary>
public sealed record IntakeGap(IntakeGapKind Kind, string? Code = null);

public enum IntakeGapKind { Phone, Interview, Consent, GuardianConsent, Contract, NewContract, Credential }
