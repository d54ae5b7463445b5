using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Reference;

/// <summary>Something a volunteer can do and a place may demand. Reference data.</summary>
public class Skill
{
    public const int CodeMaxLength = 40;

    public required string SkillCode { get; init; }
    public required LocalName Name { get; set; }
    public required int Position { get; set; }
}
