using Dost.Volunteers.Core.Data;

namespace Dost.Volunteers.Core.Accounts;

/// <summary>The accounts of those who are told when something happens at a centre, or anywhere.</summary>
internal static class StaffAccounts
{
    /// <summary>The accounts of those who coordinate a centre; where nobody does, of the administrators: what is owed to a centre is heard by somebody.</summary>
    public static IQueryable<Guid> CoordinatorsOf(this VolunteersDbContext db, Guid centreId)
    {
        var own = db.CoordinatorCentres.Where(c => c.CentreId == centreId);

        return own.Select(c => c.UserAccountId).Concat(db.AdministratorIds().Where(_ => !own.Any()));
    }

    public static IQueryable<Guid> AdministratorIds(this VolunteersDbContext db) =>
        db.UserRoles.Where(r => db.Roles.Any(o => o.Id == r.RoleId && o.Name == Roles.Administrator)).Select(r => r.UserId);
}
