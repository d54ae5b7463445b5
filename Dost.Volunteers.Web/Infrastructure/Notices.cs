using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>One short line that the next page shows once: what was done, or why it could not be.</summary>
public static class Notices
{
    private const string TextKey = "notice";
    private const string ToneKey = "notice.tone";

    public static void Notice(this ITempDataDictionary tempData, string text) => tempData.Keep(text, "good");

    /// <summary>Nothing was done, and this is why.</summary>
    public static void Warning(this ITempDataDictionary tempData, string text) => tempData.Keep(text, "wait");

    internal static (string Text, string Tone)? TakeNotice(this ViewContext view)
    {
        // Reading would make every page, also one without a notice, take the cookie back.
        if (!view.HttpContext.Request.Cookies.ContainsKey(Cookies.Notice))
        {
            return null;
        }

        return view.TempData[TextKey] is string text ? (text, view.TempData[ToneKey] as string ?? "good") : null;
    }

    private static void Keep(this ITempDataDictionary tempData, string text, string tone)
    {
        tempData[TextKey] = text;
        tempData[ToneKey] = tone;
    }
}
