using Dost.Volunteers.Core.Shifts.Board;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>How something on the board went, in words.</summary>
public sealed class BoardWords(RuleWords rules, IStringLocalizer<Text> t)
{
    public async Task<string> OfAsync(BoardResult result, string name, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(result);

        return result.Outcome switch
        {
            BoardOutcome.Asked => t["{0} is asked, and gets an SMS and an e-mail with a link for the answer.", name],
            BoardOutcome.PutIn => t["{0} has the place, and gets a message about it.", name],
            BoardOutcome.ChangedMeanwhile => t["Nothing was done: somebody has changed this shift meanwhile. Look at it as it stands now, and do it again if you still want it."],
            BoardOutcome.ShiftClosed => t["Nothing was done: the shift is not published, has begun or was called off."],
            BoardOutcome.PlaceTaken => t["Nothing was done: all places of this role are taken."],
            BoardOutcome.PlacePromised => t["Nothing was done: the free places are offered to those who wait for them."],
            BoardOutcome.AlreadyThere => t["Nothing was done: {0} is in this shift already, or was asked.", name],
            BoardOutcome.NotThereAnyMore => t["Nothing was done: {0} has answered meanwhile, or has no place there any more.", name],
            BoardOutcome.NotOfThisCentre => t["Nothing was done: {0} belongs to another centre.", name],
            BoardOutcome.RuleBroken => t["Nothing was done: {0} {1}.", name, string.Join("; ", (await rules.AgainstAsync(result.Breaches!, ct)).Values)],
        };
    }
}

/// <summary>The answer to a script: the words, and how they are meant.</summary>
public sealed record Said(string Words, string Tone);
