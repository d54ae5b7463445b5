using Dost.Volunteers.Core.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>Somebody that one can sign in as in a demonstration.</summary>
public sealed record DemoSignIn(string Role, string SignIn);

/// <summary>The accounts of the demonstration. They exist only where the demonstration was loaded.</summary>
public static class DemoAccounts
{
    public const string Password = "dost-numune-2026";
    public const string Administrator = "admin@example.az";
    public const string Yasamal = "yasamal@example.az";
    public const string Khazar = "xezer@example.az";
    public const string Nizami = "nizami@example.az";
    public const string TwoCentres = "ikimerkez@example.az";
    public const string Operator = "142@example.az";
    public const string Young = "konullu@example.az";
    public const string Silver = "gumus@example.az";
    public const string Virtual = "uzaqdan@example.az";

    /// <summary>The phone of the young volunteer, for a sign-in by code.</summary>
    public const string YoungPhone = "+994500000001";

    public static IReadOnlyList<DemoSignIn> All { get; } =
    [
        new("administrator", Administrator),
        new("coordinator, centre 1", Yasamal),
        new("coordinator, centre 2", Khazar),
        new("coordinator, centre 3", Nizami),
        new("coordinator, centres 1 and 3", TwoCentres),
        new("operator of the hotline 142", Operator),
        new("volunteer, Young", Young),
        new("volunteer, Silver (in Russian)", Silver),
        new("volunteer, Virtual", Virtual),
    ];
}

/// <summary>Makes the accounts: staff with a password, and every volunteer whose phone is confirmed, some of them with a password too.</summary>
internal sealed class DemoAccountMaker(DemoWorld world, IPasswordHasher<UserAccount> hasher)
{
    private string? _passwordHash;
    private Dictionary<string, Guid> _roles = [];

    public async Task AddStaffAsync(CancellationToken ct)
    {
        _roles = await world.Db.Roles.ToDictionaryAsync(r => r.Name!, r => r.Id, ct);
        var names = world.Texts.List("staffNames");
        AddStaff(DemoAccounts.Administrator, names[0], Roles.Administrator);
        AddStaff(DemoAccounts.Yasamal, names[1], Roles.Coordinator, "1");
        AddStaff(DemoAccounts.Khazar, names[2], Roles.Coordinator, "2");
        AddStaff(DemoAccounts.Nizami, names[3], Roles.Coordinator, "3");
        AddStaff(DemoAccounts.TwoCentres, names[4], Roles.Coordinator, "1", "3");
    }

    /// <summary>Who takes the calls; added last, so that the dice fall for the others as ever.</summary>
    public void AddOperator()
    {
        var account = NewAccount(DemoAccounts.Operator, world.Texts.List("staffNames")[5], "+994500000142");
        SetEmail(account, DemoAccounts.Operator);
        account.PasswordHash = PasswordHash(account);
        Add(account, Roles.Operator);
    }

    public void AddVolunteers()
    {
        foreach (var volunteer in world.People.Select(p => p.Volunteer).Where(v => v.PhoneConfirmedAtUtc is not null))
        {
            var account = NewAccount(volunteer.VolunteerId.ToString("N"), volunteer.FullName, volunteer.Phone);
            account.VolunteerId = volunteer.VolunteerId;
            account.Culture = volunteer.Culture;

            if (volunteer.EmailConfirmedAtUtc is not null)
            {
                SetEmail(account, volunteer.Email!);
            }

            if (world.People.Any(p => p.IsShown && p.Volunteer == volunteer))
            {
                account.PasswordHash = PasswordHash(account);
            }

            Add(account, Roles.Volunteer);
        }
    }

    private void AddStaff(string email, string name, string role, params string[] centreCodes)
    {
        var account = NewAccount(email, name, world.NewPhone());
        SetEmail(account, email);
        account.PasswordHash = PasswordHash(account);

        foreach (var centre in world.Centres.Where(c => centreCodes.Contains(c.Code)))
        {
            account.Centres.Add(new CoordinatorCentre { UserAccountId = account.Id, CentreId = centre.CentreId });
            world.CoordinatorOf.TryAdd(centre.CentreId, account.Id);
        }

        Add(account, role);
    }

    private UserAccount NewAccount(string userName, string name, string phone) => new()
    {
        Id = world.NewId(world.NowUtc),
        UserName = userName,
        NormalizedUserName = userName.ToUpperInvariant(),
        DisplayName = name,
        PhoneNumber = phone,
        PhoneNumberConfirmed = true,
        LockoutEnabled = true,
        SecurityStamp = world.NewId(world.NowUtc).ToString("N"),
    };

    private static void SetEmail(UserAccount account, string email)
    {
        account.Email = email;
        account.NormalizedEmail = email.ToUpperInvariant();
        account.EmailConfirmed = true;
    }

    /// <summary>One hash for all: hashing is slow on purpose, and nothing is secret here.</summary>
    private string PasswordHash(UserAccount account) => _passwordHash ??= hasher.HashPassword(account, DemoAccounts.Password);

    private void Add(UserAccount account, string role)
    {
        world.Db.Users.Add(account);
        world.Db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = account.Id, RoleId = _roles[role] });
    }
}
