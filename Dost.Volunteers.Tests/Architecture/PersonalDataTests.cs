using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Data;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Dost.Volunteers.Tests.Architecture;

/// <summary>Export and erasure are made from one list: nothing that is kept of a volunteer may be missing in it.</summary>
public class PersonalDataTests
{
    private static List<IEntityType> Entities
    {
        get
        {
            using var db = DatabaseScripts.NewSqlServerContext();

            return [.. db.Model.GetEntityTypes()];
        }
    }

    [Fact]
    public void Every_table_is_on_the_list_or_is_said_to_hold_nothing_of_volunteers()
    {
        var listed = Holdings.All.Select(h => h.Entity).ToList();

        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Empty(listed.Intersect(OtherTables.Reasons.Keys).Select(t => t.Name));
        Assert.Empty(Entities.Select(e => e.ClrType).Except(listed).Except(OtherTables.Reasons.Keys).Select(t => t.Name));
        Assert.Empty(listed.Concat(OtherTables.Reasons.Keys).Except(Entities.Select(e => e.ClrType)).Select(t => t.Name));
        Assert.All(OtherTables.Reasons.Values, reason => Assert.NotEmpty(reason));
    }

    [Fact]
    public void Every_column_of_a_listed_table_was_decided_on()
    {
        foreach (var holding in Holdings.All)
        {
            var columns = Entities.Single(e => e.ClrType == holding.Entity).GetFlattenedProperties().Select(p => p.Name).ToList();

            Assert.Equal(holding.Columns.Count, holding.Columns.Distinct().Count());
            Assert.True(columns.ToHashSet().SetEquals(holding.Columns), $"{holding.Entity.Name}: {string.Join(", ", columns.Except(holding.Columns).Concat(holding.Columns.Except(columns)))}");
        }
    }

    [Fact]
    public void What_points_to_a_volunteer_cannot_be_called_other()
    {
        var pointing = Entities.Where(e => OtherTables.Reasons.ContainsKey(e.ClrType))
            .Where(e => e.GetProperties().Any(p => p.Name.Contains("Volunteer", StringComparison.Ordinal) && p.Name != "VolunteerTaskId")
                || e.GetForeignKeys().Any(f => f.PrincipalEntityType.ClrType == typeof(Volunteer)));

        Assert.Empty(pointing.Select(e => e.ClrType.Name));
    }

    /// <summary>A row that stays may not keep words: each text of it is replaced, or is a code or a hash.</summary>
    [Fact]
    public void No_free_text_stays_in_a_row_that_stays()
    {
        string[] codes =
        [
            "Volunteer.DistrictCode", "Volunteer.Culture", "Volunteer.RefusalReasonCode", "HoursEntry.Hash", "HoursEntry.PreviousHash", "AuditEntry.Action",
            "HoursChain.LastHash", "HoursChain.Seal", "Certificate.Number", "Certificate.CentreName", "Certificate.Culture", "Certificate.TokenHash",

            // Of the person visited, not of the volunteer; and what protects that person.
            "RegularVisit.Description", "RegularVisit.HelpCategoryCode", "Incident.WhatEncrypted",
        ];
        var staying = from holding in Holdings.All
                      where holding.Fate is not Fate.Deleted
                      from property in Entities.Single(e => e.ClrType == holding.Entity).GetProperties()
                      where property.ClrType == typeof(string) && !holding.Erased.Contains(property.Name)
                      select $"{holding.Entity.Name}.{property.Name}";

        Assert.Empty(staying.Except(codes));
    }
}
