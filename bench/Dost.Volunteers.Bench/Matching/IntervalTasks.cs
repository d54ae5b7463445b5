using Dost.Volunteers.Core.Matching.Planning;

namespace Dost.Volunteers.Bench.Matching;

/// <summary>
/// A public file of the shift minimisation personnel task scheduling problem: tasks of fixed times, in minutes, and workers with the tasks that
/// each may do. The format is that of M. Krishnamoorthy, A. T. Ernst and D. Baatar (2012): <c>Jobs = n</c> and as many lines "start end", then
/// <c>Qualifications = m</c> and as many lines "count: task task …".
/// </summary>
internal sealed class IntervalTasks
{
    private static readonly DateTime _midnight = new(2026, 11, 29, 20, 0, 0, DateTimeKind.Utc);

    private readonly (int From, int To)[] _tasks;
    private readonly int[][] _workers;

    private IntervalTasks((int From, int To)[] tasks, int[][] workers) => (_tasks, _workers) = (tasks, workers);

    public int Tasks => _tasks.Length;

    public int Workers => _workers.Length;

    /// <summary>As many as there are tasks at one time: no answer needs fewer.</summary>
    public int FewestWorkers => _tasks.Max(at => _tasks.Count(t => t.From <= at.From && at.From < t.To));

    public static IntervalTasks Read(string path)
    {
        using var lines = File.ReadLines(path).Where(l => l.Length > 0 && !l.StartsWith('#')).GetEnumerator();
        var tasks = Rows(lines, "Jobs", ' ').ConvertAll(row => (row[0], row[1]));
        var workers = Rows(lines, "Qual", ' ', ':').ConvertAll(row => row[1..].Distinct().ToArray());

        return new IntervalTasks([.. tasks], [.. workers]);
    }

    /// <summary>Every task a shift with one place, of so many workers: those who may do the most. In a further choice, chance has a say.</summary>
    public PlanProblem With(int workers, int choice)
    {
        var random = new Random(choice);
        var chosen = _workers.OrderByDescending(w => w.Length * (choice == 0 ? 1 : 1 + (0.2 * random.NextDouble()))).Take(workers);
        var problem = new PlanProblemBuilder(minGapMinutes: 0, spread: 0);

        for (var t = 0; t < _tasks.Length; t++)
        {
            problem.AddShift(PlanProblemBuilder.BlockOf(_midnight.AddMinutes(_tasks[t].From), _midnight.AddMinutes(_tasks[t].To), -1));
            problem.AddRole(t, 1, 1);
        }

        foreach (var worker in chosen)
        {
            problem.AddVolunteer(null, null);

            foreach (var task in worker)
            {
                problem.AddPair(task, 0);
            }
        }

        return problem.Build();
    }

    private static List<int[]> Rows(IEnumerator<string> lines, string heading, params char[] signs)
    {
        while (lines.MoveNext() && !lines.Current.StartsWith(heading, StringComparison.Ordinal))
        {
        }

        var count = Number(lines.Current.Split('=')[1]);
        var rows = new List<int[]>(count);

        while (rows.Count < count && lines.MoveNext())
        {
            rows.Add(Array.ConvertAll(lines.Current.Split(signs, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Number));
        }

        return rows.Count == count ? rows : throw new FormatException($"{count} lines of {heading} were said, {rows.Count} are there.");
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
