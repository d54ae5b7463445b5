using Dost.Volunteers.Core.Reports;
using Dost.Volunteers.Core.Shifts;

namespace Dost.Volunteers.Web.Home;

/// <summary>What the first page tells everybody.</summary>
public sealed record HomePage(IReadOnlyList<OpenShift> Needed, PublicFigures Figures)
{
    /// <summary>A new installation has nothing to count yet.</summary>
    public bool HasFigures => Figures.ActiveVolunteers > 0;
}
