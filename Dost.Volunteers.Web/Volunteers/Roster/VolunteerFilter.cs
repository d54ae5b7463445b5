using System.Globalization;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Http.Extensions;

namespace Dost.Volunteers.Web.Volunteers.Roster;

/// <summary>
/// What a coordinator asks the list for. Read as text, so that an address with nonsense in it shows the whole list. What was typed to find a
/// person never stands in an address: <see cref="S"/> is its sealed form, see <see cref="SearchPass"/>.
/// </summary>
public sealed class VolunteerFilter
{
    private const int MostHours = 20_000;
    private const int CodeMaxLength = 44;
    public const string Lacks = "not-";

    public string? S { get; set; }
    public string? State { get; set; }
    public string? Programme { get; set; }
    public string? Centre { get; set; }
    public string? District { get; set; }
    public string? Skill { get; set; }
    public string? Language { get; set; }
    public string? Tag { get; set; }

    /// <summary>A kind of training, check or document; with <c>not-</c> before it, for those who lack it.</summary>
    public string? Credential { get; set; }

    /// <summary>A day on which they can serve.</summary>
    public string? On { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }

    /// <summary>The person behind, or before, whom the page begins.</summary>
    public string? After { get; set; }
    public string? Before { get; set; }

    /// <summary>Everybody, also where the list opens with a filter of one's own.</summary>
    public string? All { get; set; }

    public VolunteerState? ChosenState => Chosen<VolunteerState>(State);

    public Programme? ChosenProgramme => Chosen<Programme>(Programme);

    public DateOnly? Day => DateOnly.TryParseExact(On, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public int? MinHours => Hours(From);

    public int? MaxHours => Hours(To);

    public Guid? CentreId => Id(Centre);

    public Guid? TagId => Id(Tag);

    public Guid? AfterId => Id(After);

    public Guid? BeforeId => Id(Before);

    /// <summary>Filters that are folded away until one is chosen.</summary>
    public bool HasFurther => Code(Skill) is not null || Code(Language) is not null || TagId is not null || Code(Credential) is not null || Day is not null || MinHours is not null || MaxHours is not null;

    private bool IsLacked => Code(Credential)?.StartsWith(Lacks, StringComparison.Ordinal) == true;

    public RosterFilter Read(string? text) => new()
    {
        Text = string.IsNullOrWhiteSpace(text) ? null : text,
        State = ChosenState,
        Programme = ChosenProgramme,
        CentreId = CentreId,
        DistrictCode = Code(District),
        SkillCode = Code(Skill),
        LanguageCode = Code(Language),
        TagId = TagId,
        CredentialCode = Code(Credential) is { } credential ? (IsLacked ? credential[Lacks.Length..] : credential) : null,
        LacksCredential = IsLacked,
        AvailableOn = Day,
        MinHours = MinHours,
        MaxHours = MaxHours,
    };

    /// <summary>What of it is understood, as it stands in an address; without the page and without what was typed to find a person.</summary>
    public string ToQuery() => Query([]);

    /// <summary>The same with the sealed search, and whatever else is to stand there.</summary>
    public string WithSearch(params (string Name, string? Value)[] others) => Query([("s", S), .. others]);

    /// <summary>The fields of the filter, to be carried along by a form.</summary>
    public IEnumerable<(string Name, string Value)> Fields()
    {
        (string Name, string? Value)[] fields =
        [
            ("state", ChosenState?.ToString()), ("programme", ChosenProgramme?.ToString()), ("centre", CentreId?.ToString("D")), ("district", Code(District)), ("skill", Code(Skill)),
            ("language", Code(Language)), ("tag", TagId?.ToString("D")), ("credential", Code(Credential)), ("on", Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("from", MinHours?.ToString(CultureInfo.InvariantCulture)), ("to", MaxHours?.ToString(CultureInfo.InvariantCulture)),
        ];

        return fields.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => (f.Name, f.Value!));
    }

    private string Query(IEnumerable<(string Name, string? Value)> others)
    {
        var fields = others.Where(o => !string.IsNullOrEmpty(o.Value)).Select(o => (o.Name, Value: o.Value!)).Concat(Fields());

        return new QueryBuilder(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))).ToQueryString().ToUriComponent();
    }

    private static T? Chosen<T>(string? text)
        where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => v.ToString() == text);

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static int? Hours(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours <= MostHours ? hours : null;

    /// <summary>A code of the reference data, as codes are made; anything else is no filter.</summary>
    private static string? Code(string? text) =>
        text is { Length: > 0 and <= CodeMaxLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? text : null;
}
