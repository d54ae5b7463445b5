using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dost.Volunteers.Bench;

/// <summary>Listens to the statements that are run: how long each took and, where it is wished, how the database goes about it.</summary>
internal sealed partial class Statements : DbCommandInterceptor
{
    private readonly List<string> _problems = [];

    public TimeSpan Counting { get; private set; }

    public TimeSpan Reading { get; private set; }

    /// <summary>How many statements were run.</summary>
    public int Asked { get; private set; }

    /// <summary>The tables of which none may be read whole.</summary>
    public IReadOnlyList<string> Watched { get; init; } = ["Volunteers", "VolunteerSearchTerms"];

    /// <summary>Asks for the plan of each statement.</summary>
    public bool Explains { get; set; }

    public IReadOnlyList<string> Plans => _plans;

    public IReadOnlyList<string> Problems => _problems;

    private readonly List<string> _plans = [];
    private long _startedAt;

    public void Restart()
    {
        (Counting, Reading, Asked) = (TimeSpan.Zero, TimeSpan.Zero, 0);
        _plans.Clear();
        _problems.Clear();
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (Explains && command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
        {
            await ExplainAsync(command, cancellationToken);
        }

        Asked++;
        _startedAt = Stopwatch.GetTimestamp();

        return result;
    }

    /// <summary>SQLite finds a row when it is read, so the time is that until the reader is done with.</summary>
    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (command.CommandText.StartsWith("SELECT COUNT(*)", StringComparison.Ordinal))
        {
            Counting += Stopwatch.GetElapsedTime(_startedAt);
        }
        else
        {
            Reading += Stopwatch.GetElapsedTime(_startedAt);
        }

        return result;
    }

    private async Task ExplainAsync(DbCommand command, CancellationToken ct)
    {
        await using var explain = command.Connection!.CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;

        foreach (SqliteParameter parameter in command.Parameters)
        {
            explain.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.Value));
        }

        var tables = Table().Matches(command.CommandText).ToDictionary(m => m.Groups["alias"].Value, m => m.Groups["table"].Value);
        await using var steps = await explain.ExecuteReaderAsync(ct);

        while (await steps.ReadAsync(ct))
        {
            var step = steps.GetString(3);
            var table = tables.GetValueOrDefault(step.Split(' ') is [_, var alias, ..] ? alias : "", "");
            _plans.Add(table.Length > 0 ? $"{step}  [{table}]" : step);

            if (Watched.Contains(table) && step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("USING", StringComparison.Ordinal))
            {
                _problems.Add($"{step}: all of {table} is read\n{command.CommandText}");
            }
        }

        if (tables.ContainsValue("Volunteers") && command.CommandText.Contains("ORDER BY \"v\".\"SearchText\"", StringComparison.Ordinal) && _plans.Contains("USE TEMP B-TREE FOR ORDER BY"))
        {
            _problems.Add($"The list is sorted and not walked along:\n{command.CommandText}");
        }
    }

    [GeneratedRegex("(FROM|JOIN) \"(?<table>\\w+)\" AS \"(?<alias>\\w+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Table();
}
