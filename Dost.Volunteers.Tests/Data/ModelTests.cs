using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Dost.Volunteers.Tests.Data;

/// <summary>One model on two databases: complete migrations, and what keeps it portable.</summary>
public class ModelTests
{
    private static readonly SqliteVolunteersDbContext _sqlite = new(new DbContextOptionsBuilder<SqliteVolunteersDbContext>().UseSqlite().Options);
    private static readonly SqlServerVolunteersDbContext _sqlServer = DatabaseScripts.NewSqlServerContext();

    /// <summary>Columns of the framework whose text has no longest form.</summary>
    private static readonly Dictionary<string, string> _withoutLength = new()
    {
        [$"{nameof(DataProtectionKey)}.{nameof(DataProtectionKey.Xml)}"] = "an encrypted document of the framework",
    };

    public static TheoryData<string> Databases => ["Sqlite", "SqlServer"];

    [Theory, MemberData(nameof(Databases))]
    public void The_migrations_give_the_model(string database) =>
        Assert.False(ContextOf(database).Database.HasPendingModelChanges(), "The model has changed: run eng/add-migration NAME.");

    [Fact]
    public void Both_databases_have_the_same_migrations_in_the_same_order() =>
        Assert.Equal(_sqlite.Database.GetMigrations().Select(NameOf), _sqlServer.Database.GetMigrations().Select(NameOf));

    [Theory, MemberData(nameof(Databases))]
    public void Every_text_column_has_a_length(string database)
    {
        var unlimited = Properties(database).Where(p => (p.GetProviderClrType() ?? p.ClrType) == typeof(string) && p.GetMaxLength() is null).Select(FullName).ToList();

        Assert.Empty(unlimited.Except(_withoutLength.Keys));
        Assert.Empty(_withoutLength.Keys.Except(unlimited));
    }

    [Fact]
    public void Every_instant_says_that_it_is_UTC()
    {
        var instants = Properties("Sqlite").Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) == typeof(DateTime)).ToList();

        Assert.NotEmpty(instants);
        Assert.Empty(instants.Where(p => !p.Name.EndsWith("AtUtc", StringComparison.Ordinal) && p.Name is not ("NotAfterUtc" or "LeasedUntilUtc")).Select(FullName));
    }

    [Fact]
    public void Every_enum_is_stored_as_text_but_the_vetting_level_which_is_compared_and_sets_of_marks()
    {
        var enums = Properties("SqlServer").Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType).IsEnum).ToList();

        Assert.NotEmpty(enums);
        Assert.All(enums, p => Assert.Equal(
            (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) is var type && (type == typeof(VettingLevel) || type.IsDefined(typeof(FlagsAttribute), inherit: false)) ? typeof(int) : typeof(string),
            p.GetTypeMapping().Converter!.ProviderClrType));
    }

    [Fact]
    public void Nothing_is_deleted_along_by_accident()
    {
        // Parts of a whole go with it; anything else must be taken leave of by name.
        Type[] wholes =
        [
            typeof(Volunteer), typeof(Core.HelpRequests.Beneficiary), typeof(Core.Centres.Centre), typeof(Core.HelpRequests.HelpRequest), typeof(Core.Shifts.Shift), typeof(Core.Shifts.ShiftRole),
            typeof(Core.Volunteers.Credentials.CredentialType), typeof(Core.Accounts.UserAccount), typeof(Core.Roster.Tag), typeof(Core.Roster.BulkBatch), typeof(Core.Broadcasts.Broadcast), typeof(Core.Tasks.VolunteerTask), typeof(Core.Hours.LedgerCheck), typeof(Core.Matching.Plans.MatchPlan), typeof(Core.Matching.Plans.MatchPlanRole), typeof(Core.HelpRequests.Ladders.Ladder), typeof(Core.HelpRequests.VisitDays.VisitDay), typeof(Core.Safeguarding.Incident), typeof(Microsoft.AspNetCore.Identity.IdentityRole<Guid>),
        ];
        var cascades = _sqlServer.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()).Where(f => f.DeleteBehavior is DeleteBehavior.Cascade);

        Assert.Empty(cascades.Where(f => !wholes.Contains(f.PrincipalEntityType.ClrType)).Select(f => f.ToString()));
        Assert.DoesNotContain(_sqlServer.Model.FindEntityType(typeof(Core.Shifts.Assignment))!.GetForeignKeys(), f => f.DeleteBehavior is DeleteBehavior.Cascade);
        Assert.DoesNotContain(_sqlServer.Model.FindEntityType(typeof(Core.Hours.HoursEntry))!.GetForeignKeys(), f => f.DeleteBehavior is DeleteBehavior.Cascade);
    }

    private static VolunteersDbContext ContextOf(string database) => database is "Sqlite" ? _sqlite : _sqlServer;

    private static List<IProperty> Properties(string database) => [.. ContextOf(database).Model.GetEntityTypes().SelectMany(e => e.GetFlattenedProperties())];

    private static string FullName(IProperty property) => $"{property.DeclaringType.ShortName()}.{property.Name}";

    private static string NameOf(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
