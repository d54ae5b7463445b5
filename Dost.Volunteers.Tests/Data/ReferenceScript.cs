using System.Globalization;
using System.Text;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Data;

/// <summary>Writes the reference data as MERGE statements: what the loader put into a database, and what it would change there.</summary>
internal static class ReferenceScript
{
    private const string CentreOf = "(SELECT [CentreId] FROM [dbo].[Centres] WHERE [Code] = [source].[CentreCode])";

    public static async Task<string> GenerateAsync()
    {
        await using var database = await ScratchDatabase.NewAsync();
        var db = database.Db;
        var script = new StringBuilder("SET XACT_ABORT ON;\nBEGIN TRANSACTION;\n\n");
        var centres = await db.Centres.Include(c => c.OpeningGrid).Include(c => c.ReminderStages).OrderBy(c => c.Code).ToListAsync();
        var codes = centres.ToDictionary(c => c.CentreId, c => c.Code);

        Add(script, new Merge("Centres", ["Code"]) { NewId = "CentreId", Corrected = [.. Names("Name"), .. Names("Address")] },
            centres.Select(c => Row([("Code", c.Code), .. Of("Name", c.Name), .. Of("Address", c.Address), ("DistrictCode", c.DistrictCode), ("Latitude", c.Latitude), ("Longitude", c.Longitude), ("IsActive", c.IsActive)])));
        Add(script, new Merge("OpeningBlocks", ["CentreId", "Day", "StartsAt"]) { NewId = "OpeningBlockId", OnlyWhere = NoneYet("OpeningBlocks") },
            centres.SelectMany(c => c.OpeningGrid.OrderBy(b => b.Day).ThenBy(b => b.StartsAt)
                .Select(b => Row([("CentreCode", c.Code), ("Day", b.Day.ToString()), ("StartsAt", b.StartsAt), ("EndsAt", b.EndsAt)]))));
        Add(script, new Merge("ReminderStages", ["CentreId", "Code"]) { NewId = "ReminderStageId", OnlyWhere = NoneYet("ReminderStages") },
            centres.SelectMany(c => c.ReminderStages.OrderByDescending(s => s.LeadMinutes)
                .Select(s => Row([("CentreCode", c.Code), ("Code", s.Code), ("LeadMinutes", s.LeadMinutes), ("BySms", s.BySms), ("ByEmail", s.ByEmail)]))));
        var districts = await db.Districts.ToListAsync();
        Add(script, new Merge("Districts", ["DistrictCode"]) { Corrected = [.. Names("Name"), "Latitude", "Longitude"] },
            districts.OrderBy(d => d.ParentCode is not null).ThenBy(d => d.DistrictCode, StringComparer.Ordinal).Select(d => Row(
                [("DistrictCode", d.DistrictCode), ("Kind", d.Kind.ToString()), ("ParentCode", d.ParentCode), .. Of("Name", d.Name), ("Latitude", d.Latitude), ("Longitude", d.Longitude), ("CentreCode", codes[d.CentreId!.Value])])));
        await AddListsAsync(script, db);
        script.Append("COMMIT;");

        return script.ToString();
    }

    private static async Task AddListsAsync(StringBuilder script, VolunteersDbContext db)
    {
        var skills = await db.Skills.OrderBy(s => s.Position).ToListAsync();
        Add(script, new Merge("Skills", ["SkillCode"]) { Corrected = [.. Names("Name"), "Position"] },
            skills.Select(s => Row([("SkillCode", s.SkillCode), .. Of("Name", s.Name), ("Position", s.Position)])));
        var languages = await db.Languages.OrderBy(l => l.Position).ToListAsync();
        Add(script, new Merge("Languages", ["LanguageCode"]) { Corrected = [.. Names("Name"), "Position"] },
            languages.Select(l => Row([("LanguageCode", l.LanguageCode), .. Of("Name", l.Name), ("Position", l.Position)])));
        var categories = await db.HelpCategories.OrderBy(c => c.Position).ToListAsync();
        Add(script, new Merge("HelpCategories", ["HelpCategoryCode"]) { Corrected = [.. Names("Name"), .. Names("Hint"), "Position"] },
            categories.Select(c => Row(
            [
                ("HelpCategoryCode", c.HelpCategoryCode), .. Of("Name", c.Name), .. Of("Hint", c.Hint), ("Symbol", c.Symbol), ("UsualMinutes", c.UsualMinutes), ("Vetting", (int)c.Vetting),
                ("Priority", c.Priority), ("IsAtHome", c.IsAtHome), ("IsRemote", c.IsRemote), ("IsPublic", c.IsPublic), ("Position", c.Position),
            ])));
        var types = await db.CredentialTypes.Include(t => t.RequiredFor).OrderBy(t => t.Position).ToListAsync();
        Add(script, new Merge("CredentialTypes", ["CredentialTypeCode"]) { Corrected = [.. Names("Name"), .. Names("Hint"), "Position"] },
            types.Select(t => Row(
            [
                ("CredentialTypeCode", t.CredentialTypeCode), .. Of("Name", t.Name), .. Of("Hint", t.Hint), ("Kind", t.Kind.ToString()), ("ValidMonths", t.ValidMonths), ("AsksExpiry", t.AsksExpiry),
                ("AsksNumber", t.AsksNumber), ("NeedsFile", t.NeedsFile), ("IsSubmittedBySelf", t.IsSubmittedBySelf), ("Vetting", (int)t.Vetting), ("Position", t.Position),
            ])));
        Add(script, new Merge("CredentialRequirements", ["CredentialTypeCode", "Programme"]),
            types.SelectMany(t => t.RequiredFor.OrderBy(r => r.Programme).Select(r => Row([("CredentialTypeCode", r.CredentialTypeCode), ("Programme", r.Programme.ToString())]))));
        var texts = await db.ConsentTexts.OrderBy(t => t.Code).ThenBy(t => t.Version).ToListAsync();
        Add(script, new Merge("ConsentTexts", ["Code", "Version"]),
            texts.Select(t => Row([("Code", t.Code), ("Version", t.Version), ("EffectiveOn", t.EffectiveOn), .. Of("Body", t.Body)])));
        var contracts = await db.ContractTexts.OrderBy(t => t.Programme).ThenBy(t => t.Version).ToListAsync();
        Add(script, new Merge("ContractTexts", ["Programme", "Version"]),
            contracts.Select(t => Row([("Programme", t.Programme.ToString()), ("Version", t.Version), ("EffectiveOn", t.EffectiveOn), .. Of("Body", t.Body)])));
        var reasons = await db.RefusalReasons.OrderBy(r => r.Position).ToListAsync();
        Add(script, new Merge("RefusalReasons", ["RefusalReasonCode"]) { Corrected = [.. Names("Words"), "Position"] },
            reasons.Select(r => Row([("RefusalReasonCode", r.RefusalReasonCode), .. Of("Words", r.Words), ("Position", r.Position)])));
        var settings = await db.Settings.Where(s => s.SettingKey != "Privacy.SecretCheck" && s.SettingKey != "Reference.LoadedFrom").OrderBy(s => s.SettingKey).ToListAsync();
        Add(script, new Merge("Settings", ["SettingKey"]), settings.Select(s => Row([("SettingKey", s.SettingKey), ("Value", s.Value)])));
        Add(script, new Merge("Roles", ["NormalizedName"]) { NewId = "Id" },
            Roles.All.Select(r => Row([("Name", r), ("NormalizedName", r.ToUpperInvariant()), ("ConcurrencyStamp", null)])));
    }

    private static void Add(StringBuilder script, Merge merge, IEnumerable<List<(string Column, object? Value)>> rows)
    {
        var list = rows.ToList();
        var columns = list[0].ConvertAll(c => c.Column);
        var source = columns.Contains("CentreCode")
            ? $"SELECT [source].*, {CentreOf} AS [CentreId]\n    FROM (VALUES\n"
            : "SELECT [source].*\n    FROM (VALUES\n";
        script.Append(CultureInfo.InvariantCulture, $"MERGE INTO [dbo].[{merge.Table}] AS [target]\nUSING (\n    {source}");
        script.AppendJoin(",\n", list.Select(row => $"        ({string.Join(", ", row.Select(c => Literal(c.Value)))})"));
        script.Append(CultureInfo.InvariantCulture, $"\n    ) AS [source] ({string.Join(", ", columns.Select(Quoted))})\n");

        if (merge.OnlyWhere is not null)
        {
            script.Append(CultureInfo.InvariantCulture, $"    WHERE {merge.OnlyWhere}\n");
        }

        script.Append(CultureInfo.InvariantCulture, $") AS [source]\nON {string.Join(" AND ", merge.Keys.Select(k => $"[target].{Quoted(k)} = [source].{Quoted(k)}"))}\n");

        if (merge.Corrected.Count > 0)
        {
            script.Append(CultureInfo.InvariantCulture, $"WHEN MATCHED THEN\n    UPDATE SET\n        {string.Join(",\n        ", merge.Corrected.Select(c => $"{Quoted(c)} = [source].{Quoted(c)}"))}\n");
        }

        List<string> inserted = [.. columns.Select(c => c is "CentreCode" ? "CentreId" : c)];
        List<string> into = [.. merge.NewId is null ? [] : new[] { merge.NewId }, .. inserted];
        List<string> from = [.. merge.NewId is null ? [] : new[] { "NEWID()" }, .. inserted.Select(c => $"[source].{Quoted(c)}")];
        script.Append(CultureInfo.InvariantCulture, $"WHEN NOT MATCHED BY TARGET THEN\n    INSERT ({string.Join(", ", into.Select(Quoted))})\n    VALUES ({string.Join(", ", from)});\n\n");
    }

    /// <summary>What an administrator may have changed is only added to a centre that has none.</summary>
    private static string NoneYet(string table) => $"NOT EXISTS (SELECT 1 FROM [dbo].[{table}] AS [standing] WHERE [standing].[CentreId] = {CentreOf})";

    private static List<(string, object?)> Row(List<(string, object?)> columns) => columns;

    private static IEnumerable<string> Names(string property) => [$"{property}_Az", $"{property}_Ru", $"{property}_En"];

    private static IEnumerable<(string, object?)> Of(string property, LocalName name) => [($"{property}_Az", name.Az), ($"{property}_Ru", name.Ru), ($"{property}_En", name.En)];

    private static string Quoted(string name) => $"[{name}]";

    private static string Literal(object? value) => value switch
    {
        null => "NULL",
        string text => $"N'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool flag => flag ? "1" : "0",
        TimeOnly time => $"'{time.ToString("HH:mm", CultureInfo.InvariantCulture)}'",
        DateOnly date => $"'{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private sealed record Merge(string Table, IReadOnlyList<string> Keys)
    {
        /// <summary>The id that a new row is given.</summary>
        public string? NewId { get; init; }
        public IReadOnlyList<string> Corrected { get; init; } = [];
        public string? OnlyWhere { get; init; }
    }
}
