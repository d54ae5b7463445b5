using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shared;

/// <summary>Giving a place back, from one's own page or by a link: both ask the same.</summary>
/// <param name="Place">The place.</param>
/// <param name="Address">The page of the place, from which the form goes on.</param>
public sealed record GiveBackPage(OwnShift Place, string Address)
{
    public string? Reason { get; init; }

    /// <summary>What is to be handed on as the reason: none where none is asked for. Null, with the error noted, where one is missing or too long.</summary>
    public static string? Accept(OwnShift place, string? typed, DateTime nowUtc, ModelStateDictionary modelState, IStringLocalizer<Text> t)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(modelState);

        if (!place.IsLateToWithdraw(nowUtc))
        {
            return "";
        }

        var reason = (typed ?? "").Trim();

        if (reason.Length is > 0 and <= Assignment.ReasonMaxLength)
        {
            return reason;
        }

        modelState.AddModelError(nameof(Reason), reason.Length == 0 ? t["Write in a few words why you cannot come"] : t["Make it shorter: at most {0} characters", Assignment.ReasonMaxLength]);

        return null;
    }
}
