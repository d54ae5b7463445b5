namespace Dost.Volunteers.Jobs.Printing;

/// <summary>Where browsers that print usually are.</summary>
internal static class BrowserPlaces
{
    private static readonly string[] _unix =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/usr/bin/microsoft-edge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];

    private static readonly string[] _windows = [@"Chromium\Application\chrome.exe", @"Google\Chrome\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe"];

    /// <summary>The program, or why there is none.</summary>
    public static (string? Path, PrinterAbsence? WhyNot) Find(string setting)
    {
        if (setting.Equals(PdfOptions.None, StringComparison.OrdinalIgnoreCase))
        {
            return (null, PrinterAbsence.SwitchedOff);
        }

        if (setting.Length > 0)
        {
            return File.Exists(setting) ? (setting, null) : (null, PrinterAbsence.NotThere);
        }

        return All().FirstOrDefault(File.Exists) is { } found ? (found, null) : (null, PrinterAbsence.NoBrowser);
    }

    private static string[] All() => OperatingSystem.IsWindows()
        ? [.. from folder in (Environment.SpecialFolder[])[Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData]
          from program in _windows
          select Path.Combine(Environment.GetFolderPath(folder), program)]
        : _unix;
}
