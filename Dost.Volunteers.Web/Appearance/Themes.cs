namespace Dost.Volunteers.Web.Appearance;

/// <summary>Light or dark colours; without a choice, as the device says.</summary>
public static class Themes
{
    public const string Light = "light";
    public const string Dark = "dark";

    internal const string Cookie = "dost.theme";

    internal static string? Chosen(HttpRequest request) => request.Cookies[Cookie] is Light or Dark ? request.Cookies[Cookie] : null;
}
