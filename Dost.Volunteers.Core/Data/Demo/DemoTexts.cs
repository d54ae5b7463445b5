using System.Text.Json;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>The names and sentences of the demonstration, from <c>names.json</c> and <c>texts.json</c>.</summary>
internal sealed class DemoTexts
{
    private readonly JsonElement _names = Read("names");
    private readonly JsonElement _texts = Read("texts");

    public IReadOnlyList<string> FemaleNames => field ??= Strings(_names.GetProperty("femaleGiven"));
    public IReadOnlyList<string> MaleNames => field ??= Strings(_names.GetProperty("maleGiven"));
    public IReadOnlyList<string> FatherNames => field ??= Strings(_names.GetProperty("patronymicBase"));

    /// <summary>Surnames in the form of women and of men.</summary>
    public IReadOnlyList<(string Female, string Male)> Surnames => field ??=
        [.. _names.GetProperty("surnames").EnumerateArray().Select(s => (s.GetProperty("f").GetString()!, s.GetProperty("m").GetString()!))];

    /// <summary>How it was: the stars, the language, the words.</summary>
    public IReadOnlyList<(int Stars, string Culture, string Words)> Feedback => field ??=
        [.. _texts.GetProperty("feedback").EnumerateArray().Select(f => (f.GetProperty("stars").GetInt32(), f.GetProperty("lang").GetString()!, f.GetProperty("text").GetString()!))];

    public IReadOnlyList<string> StreetsOf(string districtCode) => Strings(_names.GetProperty("streetsByDistrict").GetProperty(districtCode));

    /// <summary>The sentences of a list; with a key, those of a list of lists.</summary>
    public IReadOnlyList<string> List(string name, string? key = null) =>
        Strings(key is null ? _texts.GetProperty(name) : _texts.GetProperty(name).GetProperty(key));

    public string One(string name, string key) => _texts.GetProperty(name).GetProperty(key).GetString()!;

    private static JsonElement Read(string name)
    {
        using var stream = typeof(DemoTexts).Assembly.GetManifestResourceStream($"Dost.Volunteers.Core.Data.Demo.{name}.json")!;
        using var document = JsonDocument.Parse(stream);

        return document.RootElement.Clone();
    }

    private static List<string> Strings(JsonElement list) => [.. list.EnumerateArray().Select(s => s.GetString()!)];
}
