using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Reference;

/// <summary>A kind of help: what people ask for and what tasks are about. Reference data.</summary>
public class HelpCategory
{
    public const int CodeMaxLength = 40;
    public const int SymbolMaxLength = 40;

    public required string HelpCategoryCode { get; init; }
    public required LocalName Name { get; set; }
    public required LocalName Hint { get; set; }

    /// <summary>The name of an icon of Bootstrap Icons.</summary>
    public required string Symbol { get; set; }
    public required int UsualMinutes { get; set; }

    /// <summary>Hours within which help of this kind is given at the latest, however little urgent; none where urgency alone decides.</summary>
    public int? HelpHours { get; set; }
    public required Volunteers.VettingLevel Vetting { get; set; }

    /// <summary>1 to 5; one place of priority 5 is worth five of priority 1.</summary>
    public required int Priority { get; set; }

    /// <summary>At the person's home, so that the volunteer comes to an address.</summary>
    public required bool IsAtHome { get; set; }
    public required bool IsRemote { get; set; }

    /// <summary>Whether people can ask for it; the others are work at a centre.</summary>
    public required bool IsPublic { get; set; }
    public required int Position { get; set; }
}
