using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Dost.Volunteers.Tests.Data;

/// <summary>The database is the last guard: what the program must never store is refused to anybody who writes past it.</summary>
public sealed class GuardTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    /// <summary>For each check constraint, what breaks it.</summary>
    public static TheoryData<string, string> Breaches => new()
    {
        { "CK_ShiftRoles_PlacesTaken", "UPDATE ShiftRoles SET PlacesTaken = Capacity + 1" },
        { "CK_ShiftRoles_PlacesTaken", "UPDATE ShiftRoles SET PlacesTaken = -1" },
        { "CK_ShiftRoles_Capacity", "UPDATE ShiftRoles SET Capacity = 0, PlacesTaken = 0" },
        { "CK_ShiftRoles_Capacity", "UPDATE ShiftRoles SET Capacity = 501" },
        { "CK_Shifts_EndsAfterStart", "UPDATE Shifts SET EndsAtUtc = StartsAtUtc" },
        { "CK_OpeningBlocks_EndsAfterStart", "UPDATE OpeningBlocks SET EndsAt = StartsAt" },
        { "CK_ReminderStages_Lead", "UPDATE ReminderStages SET LeadMinutes = 0" },
        { "CK_HelpRequests_Stars", "UPDATE HelpRequests SET Stars = 6" },
        { "CK_HelpRequests_Stars", "UPDATE HelpRequests SET Stars = 0" },
        { "CK_VolunteerTasks_Priority", "UPDATE VolunteerTasks SET Priority = 6" },
        { "CK_AvailabilityWindows_EndsAfterStart", "UPDATE AvailabilityWindows SET EndsAt = StartsAt" },
        { "CK_BlackoutPeriods_LastNotBeforeFirst", "UPDATE BlackoutPeriods SET LastOn = '2000-01-01'" },
        { "CK_Credentials_ExpiresNotBeforeIssue", "UPDATE Credentials SET ExpiresOn = '2000-01-01'" },
        { "CK_ServiceTerms_EndsAfterStart", "UPDATE ServiceTerms SET EndsOn = StartsOn" },
        { "CK_SignedContracts_WordsOrPaper", "UPDATE SignedContracts SET TextHash = NULL" },
        { "CK_SignedContracts_WordsOrPaper", "UPDATE SignedContracts SET TextEncrypted = NULL, TextHash = NULL" },
        { "CK_InterviewSlots_Booked", "UPDATE InterviewSlots SET Booked = Capacity + 1" },
        { "CK_InterviewSlots_Booked", "UPDATE InterviewSlots SET Booked = -1" },
        { "CK_InterviewSlots_Minutes", "UPDATE InterviewSlots SET Minutes = 0" },
        { "CK_RegularVisits_Minutes", "UPDATE RegularVisits SET Minutes = 10" },
        { "CK_RegularVisits_EveryWeeks", "UPDATE RegularVisits SET EveryWeeks = 0" },
        { "CK_Consents_OneGiver", "UPDATE Consents SET VolunteerId = NULL, HelpRequestId = NULL" },
        { "CK_Consents_OneGiver", "UPDATE Consents SET HelpRequestId = (SELECT HelpRequestId FROM HelpRequests) WHERE VolunteerId IS NOT NULL" },
    };

    public static TheoryData<string> UniqueIndexes => [.. Indexes().Select(NameOf)];

    [Theory, MemberData(nameof(Breaches))]
    public async Task A_broken_rule_is_refused(string constraint, string sql)
    {
        var refusal = await Assert.ThrowsAsync<SqliteException>(() => demo.Database.ExecuteAsync(sql));

        Assert.Contains($"CHECK constraint failed: {constraint}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_check_constraint_is_tried()
    {
        using var db = DatabaseScripts.NewSqlServerContext();
        var inModel = db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(e => e.GetCheckConstraints()).Select(c => c.Name!).Distinct();

        Assert.Empty(inModel.Except(Breaches.Select(row => (string)row[0])));
    }

    /// <summary>A row is written a second time, with no more than another primary key.</summary>
    [Theory, MemberData(nameof(UniqueIndexes))]
    public async Task The_same_thing_twice_is_refused(string index)
    {
        var unique = Indexes().Single(i => NameOf(i) == index);
        var table = unique.DeclaringEntityType.GetTableName()!;
        var store = StoreObjectIdentifier.Table(table);
        var key = unique.DeclaringEntityType.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName(store)!).ToList();
        var columns = unique.DeclaringEntityType.GetFlattenedProperties().Select(p => p.GetColumnName(store)!).ToList();
        var others = Indexes().Where(i => i.DeclaringEntityType.Name == unique.DeclaringEntityType.Name && NameOf(i) != index)
            .SelectMany(i => i.Properties).Where(p => !unique.Properties.Select(u => u.Name).Contains(p.Name)).DistinctBy(p => p.Name).ToDictionary(p => p.GetColumnName(store)!);
        var filled = unique.Properties.Select(p => $"{Quoted(p.GetColumnName(store)!)} IS NOT NULL");
        var values = columns.Select(c => key.Contains(c) ? NewKey(unique, c) : others.TryGetValue(c, out var other) ? Another(other) : Quoted(c));
        var sql = $"INSERT INTO {Quoted(table)} ({string.Join(", ", columns.Select(Quoted))}) SELECT {string.Join(", ", values)} FROM {Quoted(table)} WHERE {string.Join(" AND ", filled)} LIMIT 1";
        await FillAsync(table);

        var refusal = await Assert.ThrowsAsync<SqliteException>(() => demo.Database.ExecuteAsync(sql));

        var expected = string.Join(", ", unique.Properties.Select(p => $"{table}.{p.GetColumnName(store)}"));
        Assert.Contains($"UNIQUE constraint failed: {expected}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_in_use_is_not_deleted()
    {
        var refusal = await Assert.ThrowsAsync<SqliteException>(() => demo.Database.ExecuteAsync("DELETE FROM Volunteers WHERE VolunteerId IN (SELECT VolunteerId FROM Assignments)"));

        Assert.Contains("FOREIGN KEY constraint failed", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>What the demonstration has none of.</summary>
    private async Task FillAsync(string table)
    {
        if (table is "OneTapLinks")
        {
            await demo.Database.ExecuteAsync(
                "INSERT OR IGNORE INTO OneTapLinks (OneTapLinkId, Purpose, SubjectId, CreatedAtUtc, ExpiresAtUtc) VALUES (1, 'ConfirmEmail', '0', '2026-11-23 06:00:00', '2026-11-24 06:00:00')");
        }
        else if (table is "HelpRequests")
        {
            await demo.Database.ExecuteAsync("UPDATE HelpRequests SET FormKey = HelpRequestId");
        }
        else if (table is "Shifts")
        {
            await demo.Database.ExecuteAsync("UPDATE Shifts SET CopiedFromId = ShiftId, CopiedToWeek = '2026-11-23'");
        }
        else if (table is "AttendanceEvents")
        {
            await demo.Database.ExecuteAsync("UPDATE AttendanceEvents SET KeptId = AttendanceEventId");
        }
        else if (table is "SafeguardEasings")
        {
            await demo.Database.ExecuteAsync(
                """
                INSERT OR IGNORE INTO SafeguardEasings (SafeguardEasingId, BeneficiaryId, Kind, VolunteerId, AskedById, AskedAtUtc, ReasonEncrypted, State, Version)
                SELECT '0', BeneficiaryId, 'Exclusion', (SELECT VolunteerId FROM Volunteers LIMIT 1), '0', '2026-11-23 06:00:00', '-', 'Waiting', '0' FROM Beneficiaries LIMIT 1
                """);
        }
        else if (table is "TaskAttachments")
        {
            await demo.Database.ExecuteAsync(
                """
                INSERT OR IGNORE INTO TaskAttachments (TaskAttachmentId, VolunteerTaskId, StoredFileId, AddedAtUtc)
                SELECT '0', VolunteerTaskId, (SELECT StoredFileId FROM StoredFiles LIMIT 1), '2026-11-23 06:00:00' FROM VolunteerTasks LIMIT 1
                """);
        }
    }

    /// <summary>A value that keeps out of the way of the other unique indexes.</summary>
    private static string Another(IProperty property) => property switch
    {
        { IsNullable: true } => "NULL",
        _ when property.ClrType == typeof(int) => $"{Quoted(property.GetColumnName())} + 100000",
        _ when property.ClrType == typeof(string) => "hex(randomblob(6))",
        _ => Quoted(property.GetColumnName()),
    };

    private static string NewKey(IIndex index, string column) =>
        index.DeclaringEntityType.FindPrimaryKey()!.Properties.Single(p => p.GetColumnName() == column).ClrType == typeof(long) ? "2" : "hex(randomblob(16))";

    private static List<IIndex> Indexes()
    {
        using var db = DatabaseScripts.NewSqlServerContext();

        return [.. db.Model.GetEntityTypes().SelectMany(e => e.GetIndexes()).Where(i => i.IsUnique)];
    }

    private static string NameOf(IIndex index) => $"{index.DeclaringEntityType.ShortName()}: {string.Join(", ", index.Properties.Select(p => p.Name))}";

    private static string Quoted(string name) => $"\"{name}\"";
}
