using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Centres;

/// <summary>A DOST centre: serves some districts, and has an opening grid in whose blocks volunteers serve at its desks.</summary>
public class Centre
{
    public const int CodeMaxLength = 20;

    public required Guid CentreId { get; init; }

    /// <summary>The centre's number as people say it: <c>1</c>.</summary>
    public required string Code { get; init; }
    public required LocalName Name { get; set; }
    public required LocalName Address { get; set; }
    public required string DistrictCode { get; set; }
    public required double Latitude { get; set; }
    public required double Longitude { get; set; }
    public bool IsActive { get; set; } = true;

    /// <summary>Whether its text messages go without the letters of Azerbaijani; as the policy has it where nothing was chosen.</summary>
    public bool? PlainLetters { get; set; }

    /// <summary>What the text messages of a month may cost, in thousandths of a manat; none for no limit. Urgent ones go in any case.</summary>
    public int? SmsLimitMillis { get; set; }
    public List<OpeningBlock> OpeningGrid { get; } = [];
    public List<ReminderStage> ReminderStages { get; } = [];
}

/// <summary>A block of the opening grid, wall-clock time in Baku.</summary>
public class OpeningBlock
{
    public required Guid OpeningBlockId { get; init; }
    public required Guid CentreId { get; init; }
    public required DayOfWeek Day { get; init; }
    public required TimeOnly StartsAt { get; init; }
    public required TimeOnly EndsAt { get; init; }
}

/// <summary>One reminder that the centre sends before a shift: how long before, on which channels, and whether it asks to confirm.</summary>
public class ReminderStage
{
    public const int CodeMaxLength = 20;

    public required Guid ReminderStageId { get; init; }
    public required Guid CentreId { get; init; }

    /// <summary>Part of the message's unique key, so that a changed lead time does not send twice: <c>72h</c>.</summary>
    public required string Code { get; init; }
    public required int LeadMinutes { get; set; }
    public required bool BySms { get; set; }
    public required bool ByEmail { get; set; }

    /// <summary>The stages of the design, for a centre that has set none of its own.</summary>
    public static IEnumerable<ReminderStage> Defaults(Guid centreId) =>
    [
        new() { ReminderStageId = Guid.CreateVersion7(), CentreId = centreId, Code = "72h", LeadMinutes = 72 * 60, BySms = false, ByEmail = true },
        new() { ReminderStageId = Guid.CreateVersion7(), CentreId = centreId, Code = "24h", LeadMinutes = 24 * 60, BySms = true, ByEmail = true },
        new() { ReminderStageId = Guid.CreateVersion7(), CentreId = centreId, Code = "2h", LeadMinutes = 2 * 60, BySms = true, ByEmail = false },
    ];
}
