using System.Numerics;

namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>Why nobody may take a role of a file: the rule that keeps most people away who keep all others.</summary>
internal sealed class FileObstacles(PlanFile file)
{
    private static readonly ObstacleKind[] _kinds =
        [ObstacleKind.MissingSkills, ObstacleKind.MissingLanguages, ObstacleKind.Vetting, ObstacleKind.TooYoung, ObstacleKind.NotAvailable, ObstacleKind.Bound];

    /// <summary>The answer is the same for roles that demand the same at the same time, unless somebody is bound: those are few.</summary>
    private readonly Dictionary<(PlaceDemand Demand, long From, long To), Obstacle> _known = [];

    /// <summary>What of the rules that do not ask for the time a volunteer breaks, for the demand asked for last.</summary>
    private readonly byte[] _broken = new byte[file.Volunteers.Count];
    private PlaceDemand? _brokenOf;

    public Obstacle Of(int role)
    {
        var block = file.Shifts.Rows[file.Shifts.Roles[role].Shift].Block;
        var demand = DemandOf(role);

        if (!_known.TryGetValue((demand, block.From, block.To), out var obstacle))
        {
            _known[(demand, block.From, block.To)] = obstacle = Find(role, demand);
        }

        return obstacle;
    }

    public PlaceDemand DemandOf(int role)
    {
        var row = file.Shifts.Roles[role];

        return new PlaceDemand(CodesOf(file.Shifts.Skills, role), CodesOf(file.Shifts.Languages, role), row.Vetting, row.MinAge == FileVolunteers.NoAge ? null : row.MinAge);
    }

    private Obstacle Find(int role, PlaceDemand demand)
    {
        if (file.Volunteers.Count == 0)
        {
            return new Obstacle(ObstacleKind.NoVolunteers, [], 0);
        }

        LearnBroken(role, demand);
        var alone = new int[_kinds.Length];
        var shift = file.Shifts.Roles[role].Shift;

        for (var volunteer = 0; volunteer < _broken.Length; volunteer++)
        {
            var broken = BitOperations.PopCount(_broken[volunteer]) > 1 ? _broken[volunteer] : WithTime(_broken[volunteer], volunteer, shift);

            if (broken == 0)
            {
                return new Obstacle(ObstacleKind.NotListed, [], 0);
            }

            if (BitOperations.IsPow2(broken))
            {
                alone[BitOperations.TrailingZeroCount(broken)]++;
            }
        }

        var most = alone.Max();
        var kind = most == 0 ? ObstacleKind.Several : _kinds[Array.IndexOf(alone, most)];

        return new Obstacle(kind, kind is ObstacleKind.MissingSkills ? demand.Skills : kind is ObstacleKind.MissingLanguages ? demand.Languages : [], most);
    }

    private void LearnBroken(int role, PlaceDemand demand)
    {
        if (demand.Equals(_brokenOf))
        {
            return;
        }

        var rules = file.Eligibility;
        Ranges.ForEach(_broken.Length, (from, to) =>
        {
            for (var volunteer = from; volunteer < to; volunteer++)
            {
                _broken[volunteer] = (byte)((rules.HasSkills(volunteer, role) ? 0 : 1) | (rules.Speaks(volunteer, role) ? 0 : 2)
                    | (rules.IsTrusted(volunteer, role) ? 0 : 4) | (rules.IsOldEnough(volunteer, role) ? 0 : 8));
            }
        }, CancellationToken.None);
        _brokenOf = demand;
    }

    private int WithTime(int broken, int volunteer, int shift) =>
        broken | (file.Eligibility.IsFreeFor(volunteer, shift) ? 0 : 16) | (file.Eligibility.FitsBeside(volunteer, shift) ? 0 : 32);

    private static string[] CodesOf(CodeSets sets, int role) => [.. sets.CodesOf(role).ToArray().Distinct().Select(sets.NameOf).Order(StringComparer.Ordinal)];
}
