using System.Text.Json;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Reference;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Intake;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data;

/// <summary>
/// Loads the reference files of <c>Data/Reference</c> into the database: adds what is missing and corrects names and coordinates. What
/// an administrator may change (settings, reminder stages, a centre's grid) is only added.
/// </summary>
public sealed class ReferenceLoader(VolunteersDbContext db)
{
    private const string LoadedFromKey = "Reference.LoadedFrom";

    /// <summary>The build whose files were loaded; each build has an id of its own.</summary>
    private static readonly string _thisBuild = typeof(ReferenceLoader).Module.ModuleVersionId.ToString();

    /// <summary>Loads the files, unless this very build has done so before: a start should not compare what cannot have changed.</summary>
    public async Task LoadOnceAsync(CancellationToken ct)
    {
        if (!await db.Settings.AnyAsync(s => s.SettingKey == LoadedFromKey && s.Value == _thisBuild, ct))
        {
            await LoadAsync(ct);
        }
    }

    public async Task LoadAsync(CancellationToken ct)
    {
        await LoadCentresAndDistrictsAsync(ct);
        await LoadSkillsAndLanguagesAsync(ct);
        await LoadCategoriesAsync(ct);
        await LoadCredentialTypesAsync(ct);
        await LoadTextsAndSettingsAsync(ct);
        await LoadIntakeAsync(ct);
        await LoadHolidaysAsync(ct);
        await LoadRolesAsync(ct);
        await NoteBuildAsync(ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task NoteBuildAsync(CancellationToken ct)
    {
        if (await db.Settings.SingleOrDefaultAsync(s => s.SettingKey == LoadedFromKey, ct) is { } loaded)
        {
            loaded.Value = _thisBuild;
        }
        else
        {
            db.Settings.Add(new Setting { SettingKey = LoadedFromKey, Value = _thisBuild });
        }
    }

    private async Task LoadCentresAndDistrictsAsync(CancellationToken ct)
    {
        var centres = await db.Centres.ToDictionaryAsync(c => c.Code, ct);
        var districts = await db.Districts.ToDictionaryAsync(d => d.DistrictCode, ct);
        var centreOf = new Dictionary<string, Guid>();

        foreach (var item in Read("centres"))
        {
            var code = Text(item, "code");

            if (!centres.TryGetValue(code, out var centre))
            {
                centre = AddCentre(item, code);
            }

            centre.Name = Name(item);
            centre.Address = new LocalName(Text(item, "addressAz"), Text(item, "addressRu"), Text(item, "addressEn"));

            foreach (var district in item.GetProperty("districts").EnumerateArray())
            {
                centreOf[district.GetString()!] = centre.CentreId;
            }
        }

        // Parents stand before their parts in the file.
        foreach (var item in Read("districts"))
        {
            var code = Text(item, "code");
            var latitude = item.GetProperty("lat").GetDouble();
            var longitude = item.GetProperty("lng").GetDouble();

            if (districts.TryGetValue(code, out var district))
            {
                district.Name = Name(item);
                district.Latitude = latitude;
                district.Longitude = longitude;
                continue;
            }

            db.Districts.Add(new District
            {
                DistrictCode = code,
                Kind = Enum.Parse<DistrictKind>(Text(item, "kind")),
                ParentCode = item.TryGetProperty("parent", out var parent) ? parent.GetString() : null,
                Name = Name(item),
                Latitude = latitude,
                Longitude = longitude,
                CentreId = centreOf.TryGetValue(code, out var centreId) ? centreId : null,
            });
        }
    }

    private Centre AddCentre(JsonElement item, string code)
    {
        var id = Guid.CreateVersion7();
        var centre = new Centre
        {
            CentreId = id,
            Code = code,
            Name = Name(item),
            Address = Name(item),
            DistrictCode = Text(item, "district"),
            Latitude = item.GetProperty("lat").GetDouble(),
            Longitude = item.GetProperty("lng").GetDouble(),
        };
        centre.OpeningGrid.AddRange(item.GetProperty("grid").EnumerateArray().Select(block => new OpeningBlock
        {
            OpeningBlockId = Guid.CreateVersion7(),
            CentreId = id,
            Day = Enum.Parse<DayOfWeek>(Text(block, "day")),
            StartsAt = TimeOnly.ParseExact(Text(block, "from"), "HH:mm"),
            EndsAt = TimeOnly.ParseExact(Text(block, "to"), "HH:mm"),
        }));
        centre.ReminderStages.AddRange(ReminderStage.Defaults(id));
        db.Centres.Add(centre);

        return centre;
    }

    private async Task LoadSkillsAndLanguagesAsync(CancellationToken ct)
    {
        var skills = await db.Skills.ToDictionaryAsync(s => s.SkillCode, ct);
        var languages = await db.Languages.ToDictionaryAsync(l => l.LanguageCode, ct);

        foreach (var (position, item) in Read("skills").Index())
        {
            if (skills.TryGetValue(Text(item, "code"), out var skill))
            {
                skill.Name = Name(item);
                skill.Position = position;
            }
            else
            {
                db.Skills.Add(new Skill { SkillCode = Text(item, "code"), Name = Name(item), Position = position });
            }
        }

        foreach (var (position, item) in Read("languages").Index())
        {
            if (languages.TryGetValue(Text(item, "code"), out var language))
            {
                language.Name = Name(item);
                language.Position = position;
            }
            else
            {
                db.Languages.Add(new Language { LanguageCode = Text(item, "code"), Name = Name(item), Position = position });
            }
        }
    }

    private async Task LoadCategoriesAsync(CancellationToken ct)
    {
        var categories = await db.HelpCategories.ToDictionaryAsync(c => c.HelpCategoryCode, ct);

        foreach (var (position, item) in Read("help-categories").Index())
        {
            var hint = new LocalName(Text(item, "hintAz"), Text(item, "hintRu"), Text(item, "hintEn"));

            if (categories.TryGetValue(Text(item, "code"), out var category))
            {
                category.Name = Name(item);
                category.Hint = hint;
                category.Symbol = Text(item, "symbol");
                category.Position = position;
                continue;
            }

            db.HelpCategories.Add(new HelpCategory
            {
                HelpCategoryCode = Text(item, "code"),
                Name = Name(item),
                Hint = hint,
                Symbol = Text(item, "symbol"),
                UsualMinutes = item.GetProperty("usualMinutes").GetInt32(),
                HelpHours = item.TryGetProperty("helpHours", out var hours) ? hours.GetInt32() : null,
                Vetting = (VettingLevel)item.GetProperty("vetting").GetInt32(),
                Priority = item.GetProperty("priority").GetInt32(),
                IsAtHome = item.GetProperty("atHome").GetBoolean(),
                IsRemote = item.GetProperty("remote").GetBoolean(),
                IsPublic = item.GetProperty("public").GetBoolean(),
                Position = position,
            });
        }
    }

    private async Task LoadCredentialTypesAsync(CancellationToken ct)
    {
        var types = await db.CredentialTypes.ToDictionaryAsync(t => t.CredentialTypeCode, ct);

        foreach (var (position, item) in Read("credential-types").Index())
        {
            var code = Text(item, "code");
            var hint = new LocalName(Text(item, "hintAz"), Text(item, "hintRu"), Text(item, "hintEn"));

            if (types.TryGetValue(code, out var type))
            {
                type.Name = Name(item);
                type.Hint = hint;
                type.Position = position;
                continue;
            }

            type = new CredentialType
            {
                CredentialTypeCode = code,
                Name = Name(item),
                Hint = hint,
                Kind = Enum.Parse<CredentialKind>(Text(item, "kind")),
                ValidMonths = item.TryGetProperty("validMonths", out var months) ? months.GetInt32() : null,
                AsksExpiry = item.GetProperty("asksExpiry").GetBoolean(),
                AsksNumber = item.GetProperty("asksNumber").GetBoolean(),
                NeedsFile = item.GetProperty("needsFile").GetBoolean(),
                IsSubmittedBySelf = item.GetProperty("bySelf").GetBoolean(),
                Vetting = (VettingLevel)item.GetProperty("vetting").GetInt32(),
                Position = position,
            };
            type.RequiredFor.AddRange(item.GetProperty("requiredFor").EnumerateArray()
                .Select(p => new CredentialRequirement { CredentialTypeCode = code, Programme = Enum.Parse<Programme>(p.GetString()!) }));
            db.CredentialTypes.Add(type);
        }
    }

    private async Task LoadTextsAndSettingsAsync(CancellationToken ct)
    {
        var texts = (await db.ConsentTexts.Select(t => new { t.Code, t.Version }).ToListAsync(ct)).ToHashSet();
        var settings = (await db.Settings.Select(s => s.SettingKey).ToListAsync(ct)).ToHashSet();

        foreach (var item in Read("consent-texts"))
        {
            // A published text never changes: people agreed to those very words.
            if (!texts.Contains(new { Code = Text(item, "code"), Version = item.GetProperty("version").GetInt32() }))
            {
                db.ConsentTexts.Add(new ConsentText
                {
                    Code = Text(item, "code"),
                    Version = item.GetProperty("version").GetInt32(),
                    EffectiveOn = DateOnly.ParseExact(Text(item, "effectiveOn"), "yyyy-MM-dd"),
                    Body = Name(item),
                });
            }
        }

        foreach (var item in Read("settings").Where(i => !settings.Contains(Text(i, "key"))))
        {
            db.Settings.Add(new Setting { SettingKey = Text(item, "key"), Value = Text(item, "value") });
        }
    }

    /// <summary>The contracts, which never change once they are published, and the reasons for a no.</summary>
    private async Task LoadIntakeAsync(CancellationToken ct)
    {
        var texts = (await db.ContractTexts.Select(t => new { t.Programme, t.Version }).ToListAsync(ct)).ToHashSet();
        var reasons = await db.RefusalReasons.ToDictionaryAsync(r => r.RefusalReasonCode, ct);

        foreach (var item in Read("contract-texts"))
        {
            var version = item.GetProperty("version").GetInt32();

            foreach (var programme in item.GetProperty("programmes").EnumerateArray().Select(p => Enum.Parse<Programme>(p.GetString()!)))
            {
                if (!texts.Contains(new { Programme = programme, Version = version }))
                {
                    db.ContractTexts.Add(new ContractText { Programme = programme, Version = version, EffectiveOn = DateOnly.ParseExact(Text(item, "effectiveOn"), "yyyy-MM-dd"), Body = Name(item) });
                }
            }
        }

        foreach (var (position, item) in Read("refusal-reasons").Index())
        {
            if (reasons.TryGetValue(Text(item, "code"), out var reason))
            {
                reason.Words = Name(item);
                reason.Position = position;
            }
            else
            {
                db.RefusalReasons.Add(new RefusalReason { RefusalReasonCode = Text(item, "code"), Words = Name(item), Position = position });
            }
        }
    }

    /// <summary>The days that are loaded at each start: they are switched off, and not removed.</summary>
    internal static IReadOnlySet<DateOnly> HolidayDates { get; } = Read("holidays").Select(item => DateOnly.ParseExact(Text(item, "date"), "yyyy-MM-dd")).ToHashSet();

    /// <summary>Only added: the days of the moon's calendar are known late, and an administrator corrects them.</summary>
    private async Task LoadHolidaysAsync(CancellationToken ct)
    {
        var standing = (await db.Holidays.Select(h => h.OnDate).ToListAsync(ct)).ToHashSet();

        foreach (var item in Read("holidays"))
        {
            var date = DateOnly.ParseExact(Text(item, "date"), "yyyy-MM-dd");

            if (!standing.Contains(date))
            {
                db.Holidays.Add(new Holiday { OnDate = date, Name = Name(item), IsOfficial = item.GetProperty("official").GetBoolean() });
            }
        }
    }

    private async Task LoadRolesAsync(CancellationToken ct)
    {
        var standing = await db.Roles.Select(r => r.Name).ToListAsync(ct);

        foreach (var name in Roles.All.Except(standing))
        {
            db.Roles.Add(new IdentityRole<Guid>(name!) { Id = Guid.CreateVersion7(), NormalizedName = name!.ToUpperInvariant() });
        }
    }

    /// <summary>A reference file as it lies in this build.</summary>
    internal static List<JsonElement> Read(string name)
    {
        using var stream = typeof(ReferenceLoader).Assembly.GetManifestResourceStream($"Dost.Volunteers.Core.Data.Reference.{name}.json")!;
        return [.. JsonDocument.Parse(stream).RootElement.EnumerateArray()];
    }

    private static string Text(JsonElement item, string property) => item.GetProperty(property).GetString()!;

    private static LocalName Name(JsonElement item) => new(Text(item, "az"), Text(item, "ru"), Text(item, "en"));
}
