using System.Text.RegularExpressions;

namespace Dost.Volunteers.Web.Templates;

public enum WordChange { Same, Added, Removed }

/// <summary>Words that follow each other and have one fate.</summary>
public sealed record ComparedWord(string Text, WordChange Change);

/// <summary>What one text has and another has not, word by word: their longest common sequence stays, the rest was removed or added.</summary>
public static partial class WordComparison
{
    public static IReadOnlyList<ComparedWord> Of(string before, string after)
    {
        var (old, current) = (Words(before), Words(after));
        var common = Lengths(old, current);
        var compared = new List<ComparedWord>();
        var (i, j) = (0, 0);

        while (i < old.Count || j < current.Count)
        {
            if (i < old.Count && j < current.Count && old[i] == current[j])
            {
                Add(compared, current[j++], WordChange.Same);
                i++;
            }
            else if (i < old.Count && (j == current.Count || common[i + 1, j] >= common[i, j + 1]))
            {
                Add(compared, old[i++], WordChange.Removed);
            }
            else
            {
                Add(compared, current[j++], WordChange.Added);
            }
        }

        return compared;
    }

    private static void Add(List<ComparedWord> compared, string word, WordChange change)
    {
        if (compared.Count > 0 && compared[^1].Change == change)
        {
            compared[^1] = compared[^1] with { Text = compared[^1].Text + word };
        }
        else
        {
            compared.Add(new ComparedWord(word, change));
        }
    }

    private static int[,] Lengths(List<string> old, List<string> current)
    {
        var lengths = new int[old.Count + 1, current.Count + 1];

        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = current.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = old[i] == current[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }

    private static List<string> Words(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\s+|\S+")]
    private static partial Regex Word();
}
