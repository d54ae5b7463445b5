using Dost.Volunteers.Core.Data;

namespace Dost.Volunteers.Core.Accounts;

/// <summary>The accounts of those who are told when something happens at a centre, or anywhere.</summary>
internal static class StaffAccounts
{
    /// <summary>The accounts of those who coordinate a centre.</summary>
    public static IQueryable<Guid> CoordinatorsOf(this VolunteersDbContext db, Guid centreId) => db.CoordinatorCentres.Where(c => c.CentreId == centreId).Select(c => c.UserAccountId);

    public static IQueryable<Guid> AdministratorIds(this VolunteersDbContext db) =>
        db.UserRoles.Where(r => db.Roles.Any(o => o.Id == r.RoleId && o.Name == Roles.Administrator)).Select(r => r.UserId);
}
