namespace Dost.Volunteers.Jobs.Printing;

/// <summary>Prints a page of the site to a PDF file.</summary>
public interface IPagePrinter
{
    /// <summary>Why nothing is printed here; null where it is.</summary>
    PrinterAbsence? WhyNot { get; }

    /// <param name="path">Below the address of the site. May hold a key: it is never logged.</param>
    /// <param name="ct">Ends the browser too.</param>
    Task<PrintResult> PrintAsync(string path, CancellationToken ct);
}

/// <summary>Switched off in the settings; or no browser is at the usual places, or at the place in the settings.</summary>
public enum PrinterAbsence { SwitchedOff, NoBrowser, NotThere }

/// <summary>What the browser made; nothing is said yet of what stands in it.</summary>
/// <param name="Pdf">Null where it made nothing.</param>
/// <param name="Problem">A code word, without the address.</param>
public sealed record PrintResult(byte[]? Pdf, string? Problem)
{
    public static PrintResult Failed(string problem) => new(null, problem);
}
