using Dost.Volunteers.Core.Attendance;

namespace Dost.Volunteers.Jobs.Hours;

/// <summary>Closes shifts that are over: checks out who forgot, marks who did not come, and completes the shift with its request.</summary>
internal sealed class CloseForgottenAttendanceJob(AttendanceService attendance) : IRecurringJob
{
    public Task RunAsync(CancellationToken ct) => Batches.UntilDoneAsync(attendance.CloseAsync, ct);
}
