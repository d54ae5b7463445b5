using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>A batch with a page of its people.</summary>
public sealed record BulkPage(BulkPreview Preview, Page<BulkRow> Rows)
{
    public BulkBatch Batch => Preview.Batch;
}

/// <summary>One person of a batch.</summary>
public sealed record BulkRow(Guid VolunteerId, string Name, VolunteerState State, BulkVerdict Planned, BulkVerdict? Outcome);
