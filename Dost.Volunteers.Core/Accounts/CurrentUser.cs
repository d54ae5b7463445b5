namespace Dost.Volunteers.Core.Accounts;

/// <summary>
/// Who asks: filled once a request from the sign-in, empty in a job. Queries take what it may see from <see cref="Visible"/>.
/// </summary>
public sealed class CurrentUser
{
    public Guid? AccountId { get; set; }
    public Guid? VolunteerId { get; set; }
    public bool IsCoordinator { get; set; }
    public bool IsAdministrator { get; set; }

    /// <summary>Takes the calls of the hotline. It is no staff: it manages nothing, and lists nothing.</summary>
    public bool IsOperator { get; set; }

    /// <summary>A coordinator's own centres; an administrator needs none listed.</summary>
    public IReadOnlyList<Guid> CentreIds { get; set; } = [];

    public bool IsStaff => IsCoordinator || IsAdministrator;

    public bool MayManage(Guid centreId) => IsAdministrator || (IsCoordinator && CentreIds.Contains(centreId));
}
