namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// The problem as the search reads it: the roles in the order of time, so that the pairs of a volunteer run from the first shift to the
/// last; only pairs that fit beside what is held; and the pairs of each role.
/// </summary>
internal sealed class PlanModel
{
    private readonly PlanProblem _problem;

    public PlanModel(PlanProblem problem)
    {
        _problem = problem;
        Spread = problem.Spread;
        MinGap = problem.MinGapMinutes;
        var roles = problem.Roles;
        var order = Enumerable.Range(0, roles.Length).ToArray();
        Array.Sort(order, (a, b) => Compare(problem.Shifts[roles[a].Shift], problem.Shifts[roles[b].Shift], roles[a].Shift - roles[b].Shift, a - b));
        Blocks = Array.ConvertAll(order, r => problem.Shifts[roles[r].Shift]);
        Capacity = Array.ConvertAll(order, r => roles[r].Count);
        Priority = Array.ConvertAll(order, r => roles[r].Priority);
        var rank = new int[roles.Length];

        for (var i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        (PairStart, Role, Worth, Origin) = Pairs(rank);
        (RoleStart, RolePairs, Volunteer) = Transposed();
        (IsNetwork, IsSingle) = NetworkShape.Of(this);
    }

    /// <summary>
    /// A smaller problem in which each volunteer takes one pair or none, whatever else there is. The numbers of its pairs are those of
    /// <paramref name="origin"/> in the larger.
    /// </summary>
    public PlanModel(PlanModel whole, int[] capacity, int[] pairStart, int[] origin, double[] worth)
    {
        _problem = whole._problem;
        (Blocks, Priority, Capacity) = (whole.Blocks, whole.Priority, capacity);
        (PairStart, Origin, Worth) = (pairStart, origin, worth);
        Role = Array.ConvertAll(origin, p => whole.Role[p]);
        (RoleStart, RolePairs, Volunteer) = Transposed();
        (IsNetwork, IsSingle) = (true, true);
    }

    /// <summary>The same problem where every place is worth one and spreading costs nothing.</summary>
    public PlanModel(PlanModel valued)
    {
        _problem = valued._problem;
        MinGap = valued.MinGap;
        (Blocks, Priority, Capacity, PairStart, Role, Origin) = (valued.Blocks, valued.Priority, valued.Capacity, valued.PairStart, valued.Role, valued.Origin);
        (RoleStart, RolePairs, Volunteer) = (valued.RoleStart, valued.RolePairs, valued.Volunteer);
        (IsNetwork, IsSingle) = (valued.IsNetwork, valued.IsSingle);
        Worth = new double[Role.Length];
        Array.Fill(Worth, 1);
    }

    /// <summary>Every limit is a count of groups that nest, so that the best plan meets the bound; see <see cref="NetworkShape"/>.</summary>
    public bool IsNetwork { get; }

    /// <summary>Nobody can serve more than one shift of the plan.</summary>
    public bool IsSingle { get; }

    public double Spread { get; }

    public int MinGap { get; }

    /// <summary>Of each role, in the order of time: its block, its places and their priority.</summary>
    public Block[] Blocks { get; }
    public int[] Capacity { get; }
    public int[] Priority { get; }

    /// <summary>The pairs of volunteer v lie from <c>PairStart[v]</c> to <c>PairStart[v + 1]</c>: the role, what it is worth, and the number of the pair in the problem.</summary>
    public int[] PairStart { get; }
    public int[] Role { get; }
    public double[] Worth { get; }
    public int[] Origin { get; }

    /// <summary>The pairs of role r are <c>RolePairs[RoleStart[r]..RoleStart[r + 1]]</c>; <c>Volunteer</c> says whose a pair is.</summary>
    public int[] RoleStart { get; }
    public int[] RolePairs { get; }
    public int[] Volunteer { get; }

    public int Volunteers => PairStart.Length - 1;

    public int Roles => Capacity.Length;

    public int DailyCap(int volunteer) => _problem.DailyCap[volunteer];

    /// <summary>Whether the later block (or one that starts at the same minute) cannot be served after the earlier one.</summary>
    public bool Clash(in Block earlier, in Block later) =>
        later.From < earlier.To || (later.Place != earlier.Place && later.Place >= 0 && earlier.Place >= 0 && later.From < earlier.To + MinGap);

    public ReadOnlySpan<Block> Held(int volunteer) => _problem.Held.AsSpan(_problem.HeldStart[volunteer].._problem.HeldStart[volunteer + 1]);

    /// <summary>Minutes that the volunteer may still serve in the week, and shifts on the day, beside what is held.</summary>
    public int WeekLeft(int volunteer, int week)
    {
        var left = _problem.WeeklyCap[volunteer];

        foreach (ref readonly var block in Held(volunteer))
        {
            left -= block.Week == week ? block.Minutes : 0;
        }

        return left;
    }

    public int DayLeft(int volunteer, int day)
    {
        var left = _problem.DailyCap[volunteer];

        foreach (ref readonly var block in Held(volunteer))
        {
            left -= block.Day == day ? 1 : 0;
        }

        return left;
    }

    private static int Compare(in Block a, in Block b, int shifts, int roles)
    {
        var order = a.From.CompareTo(b.From);
        order = order != 0 ? order : a.To.CompareTo(b.To);
        order = order != 0 ? order : shifts;

        return order != 0 ? order : roles;
    }

    private (int[] Start, int[] Role, double[] Worth, int[] Origin) Pairs(int[] rank)
    {
        var start = new int[_problem.VolunteerCount + 1];
        Parallel.For(0, _problem.VolunteerCount, v =>
        {
            for (var p = _problem.PairStart[v]; p < _problem.PairStart[v + 1]; p++)
            {
                start[v + 1] += Fits(v, rank[_problem.PairRole[p]]) ? 1 : 0;
            }
        });

        for (var v = 0; v < _problem.VolunteerCount; v++)
        {
            start[v + 1] += start[v];
        }

        var role = new int[start[^1]];
        var worth = new double[start[^1]];
        var origin = new int[start[^1]];
        Parallel.For(0, _problem.VolunteerCount, v =>
        {
            var at = start[v];

            for (var p = _problem.PairStart[v]; p < _problem.PairStart[v + 1]; p++)
            {
                if (Fits(v, rank[_problem.PairRole[p]]))
                {
                    role[at] = rank[_problem.PairRole[p]];
                    origin[at++] = p;
                }
            }

            Array.Sort(role, origin, start[v], at - start[v]);

            for (var p = start[v]; p < at; p++)
            {
                worth[p] = _problem.ValueOf(origin[p]);
            }
        });

        return (start, role, worth, origin);
    }

    /// <summary>The block can stand beside each held block, and neither cap is used up already.</summary>
    private bool Fits(int volunteer, int role)
    {
        ref readonly var block = ref Blocks[role];

        if (Capacity[role] == 0 || block.Minutes > _problem.WeeklyCap[volunteer] || _problem.DailyCap[volunteer] < 1)
        {
            return false;
        }

        var held = Held(volunteer);

        foreach (ref readonly var other in held)
        {
            if (other.From <= block.From ? Clash(other, block) : Clash(block, other))
            {
                return false;
            }
        }

        return held.IsEmpty || (block.Minutes <= WeekLeft(volunteer, block.Week) && DayLeft(volunteer, block.Day) > 0);
    }

    private (int[] Start, int[] Pairs, int[] Volunteer) Transposed()
    {
        var start = new int[Roles + 1];

        foreach (var role in Role)
        {
            start[role + 1]++;
        }

        for (var r = 0; r < Roles; r++)
        {
            start[r + 1] += start[r];
        }

        var next = start[..^1];
        var pairs = new int[Role.Length];
        var volunteer = new int[Role.Length];

        for (var v = 0; v < Volunteers; v++)
        {
            for (var p = PairStart[v]; p < PairStart[v + 1]; p++)
            {
                pairs[next[Role[p]]++] = p;
                volunteer[p] = v;
            }
        }

        return (start, pairs, volunteer);
    }
}
