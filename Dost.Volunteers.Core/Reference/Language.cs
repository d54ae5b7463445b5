using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Reference;

/// <summary>A language that a volunteer speaks and a place may demand. Reference data.</summary>
public class Language
{
    public const int CodeMaxLength = 10;

    public required string LanguageCode { get; init; }
    public required LocalName Name { get; set; }
    public required int Position { get; set; }
}
