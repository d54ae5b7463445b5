namespace Dost.Volunteers.Jobs.Matching;

/// <summary>Where the command speaks to.</summary>
/// <param name="Out">Words of success.</param>
/// <param name="Error">What is wrong.</param>
/// <param name="OpenOutput">The bytes of a made-up problem, where no file is named.</param>
internal sealed record MatchConsole(TextWriter Out, TextWriter Error, Func<Stream> OpenOutput)
{
    public static MatchConsole System { get; } = new(Console.Out, Console.Error, Console.OpenStandardOutput);
}
