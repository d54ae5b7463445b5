using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>Turns a request that was taken up into a task with a published shift: the one place that does, for coordinators and for regular visits. Saved with the caller's unit of work.</summary>
public sealed class VisitPlanner(VolunteersDbContext db, ShiftService shifts, AuditLog audit, TimeProvider clock)
{
    /// <summary>Null if it is not to be planned. The request comes with its person, their district, and the kind of help.</summary>
    internal async Task<Shift?> PlanAsync(HelpRequest request, NewShift options, string? instructions, CancellationToken ct)
    {
        var now = clock.UtcNow();

        if (options.StartsAtUtc <= now || request.Beneficiary.ConsentWithdrawnAtUtc is not null || !request.Plan(now))
        {
            return null;
        }

        var task = await db.VolunteerTasks.SingleOrDefaultAsync(t => t.HelpRequestId == request.HelpRequestId, ct) ?? NewTask(request);
        task.Instructions = instructions;
        (task.Latitude, task.Longitude) = PlaceOf(request);
        var shift = shifts.Add(task, options, publish: true);
        VisitDemands.Of(request.Beneficiary, request.HelpCategory).Raise(shift);

        // Whoever changes the needs of the person, or notes that they no longer agree, at this moment collides here.
        request.Beneficiary.Touch();

        audit.Changed("HelpRequestPlanned", AuditSubject.HelpRequest, request.HelpRequestId);

        return shift;
    }

    private VolunteerTask NewTask(HelpRequest request)
    {
        var category = request.HelpCategory;
        var task = new VolunteerTask
        {
            VolunteerTaskId = Guid.CreateVersion7(),
            CentreId = request.CentreId,
            HelpCategoryCode = request.HelpCategoryCode,
            PlaceKind = category.IsRemote ? PlaceKind.Remote : PlaceKind.Address,
            DistrictCode = request.Beneficiary.DistrictCode,
            Latitude = PlaceOf(request).Latitude,
            Longitude = PlaceOf(request).Longitude,
            Priority = request.Urgency is Urgency.Urgent ? 5 : category.Priority,
            HelpRequestId = request.HelpRequestId,
        };
        db.VolunteerTasks.Add(task);

        return task;
    }

    /// <summary>The point that was set for the visit, or for the person; else the middle of the district.</summary>
    private static (double Latitude, double Longitude) PlaceOf(HelpRequest request) => (request, request.Beneficiary) switch
    {
        ({ Latitude: { } latitude, Longitude: { } longitude }, _) => (latitude, longitude),
        (_, { Latitude: { } latitude, Longitude: { } longitude }) => (latitude, longitude),
        _ => (request.Beneficiary.District.Latitude, request.Beneficiary.District.Longitude),
    };
}
