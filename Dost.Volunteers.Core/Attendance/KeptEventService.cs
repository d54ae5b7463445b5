using Dost.Volunteers.Core.Policies;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>Takes the comings and goings that a phone kept while it had no connection: each once, and only what can be true.</summary>
public sealed class KeptEventService(AttendanceService attendance, PolicyReader policyReader)
{
    /// <summary>The clocks of a phone and of the server drift while the phone works out how long ago it was.</summary>
    private static readonly TimeSpan _drift = TimeSpan.FromMinutes(2);

    public async Task<AttendanceOutcome> TakeAsync(Guid assignmentId, AttendanceKind kind, AttendanceProof proof, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(proof);

        if (proof.KeptId is null || proof.Age < -_drift || kind is not (AttendanceKind.CheckIn or AttendanceKind.CheckOut))
        {
            return AttendanceOutcome.NotPossible;
        }

        if (proof.Age > TimeSpan.FromHours((await policyReader.ReadAsync(ct)).KeptHours))
        {
            return AttendanceOutcome.TooOld;
        }

        var since = proof with { Age = proof.Age < TimeSpan.Zero ? TimeSpan.Zero : proof.Age };

        return kind is AttendanceKind.CheckIn ? await attendance.CheckInAsync(assignmentId, since, ct) : await attendance.CheckOutAsync(assignmentId, since, ct);
    }
}
