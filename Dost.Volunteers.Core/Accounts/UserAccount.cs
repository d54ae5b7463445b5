using Dost.Volunteers.Core.Centres;
using Microsoft.AspNetCore.Identity;

namespace Dost.Volunteers.Core.Accounts;

/// <summary>Somebody who can sign in: a volunteer, a coordinator of one or more centres, an administrator, or an operator of the hotline.</summary>
public class UserAccount : IdentityUser<Guid>
{
    public const int DisplayNameMaxLength = 160;

    public required string DisplayName { get; set; }

    /// <summary>The language of pages and messages: az, ru or en.</summary>
    public string Culture { get; set; } = "az";

    /// <summary>The volunteer whose account it is; none for staff.</summary>
    public Guid? VolunteerId { get; set; }
    public List<CoordinatorCentre> Centres { get; } = [];
}

/// <summary>A coordinator's right to a centre.</summary>
public class CoordinatorCentre
{
    public required Guid UserAccountId { get; init; }
    public required Guid CentreId { get; init; }
    public Centre Centre { get; private set; } = null!;
}

/// <summary>The names of the roles as Identity stores them.</summary>
public static class Roles
{
    public const string Volunteer = nameof(Volunteer);
    public const string Coordinator = nameof(Coordinator);
    public const string Administrator = nameof(Administrator);

    /// <summary>Takes the calls of the hotline 142: enters requests of the whole country, and sees no desk.</summary>
    public const string Operator = nameof(Operator);

    public static IReadOnlyList<string> All { get; } = [Volunteer, Coordinator, Administrator, Operator];
}
