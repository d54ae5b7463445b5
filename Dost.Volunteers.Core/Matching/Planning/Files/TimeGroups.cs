namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>The roles of all shifts by time, and within a time by what they demand.</summary>
internal sealed class TimeGroups
{
    private readonly FileShifts _shifts;
    private readonly List<int> _roleWithDemand = [];
    private readonly Slot[] _slots;

    public TimeGroups(FileShifts shifts)
    {
        _shifts = shifts;
        var demands = new Dictionary<(string Skills, string Languages, int Vetting, int MinAge), int>();
        var demandOf = new int[shifts.Roles.Count];

        for (var role = 0; role < demandOf.Length; role++)
        {
            var demand = (KeyOf(shifts.Skills, role), KeyOf(shifts.Languages, role), shifts.Roles[role].Vetting, shifts.Roles[role].MinAge);

            if (!demands.TryGetValue(demand, out demandOf[role]))
            {
                demands[demand] = demandOf[role] = _roleWithDemand.Count;
                _roleWithDemand.Add(role);
            }
        }

        _slots =
        [
            .. Enumerable.Range(0, demandOf.Length).GroupBy(r => TimeOf(r)).OrderBy(g => g.Key.From).ThenBy(g => g.Key.To)
                .Select(g => new Slot(g.Key, [.. g.GroupBy(r => demandOf[r]).Select(d => new Group(d.Key, [.. d]))])),
        ];
    }

    /// <summary>How many different demands there are.</summary>
    public int DemandCount => _roleWithDemand.Count;

    /// <summary>One role that demands this.</summary>
    public int RoleWithDemand(int demand) => _roleWithDemand[demand];

    /// <summary>Puts the roles whose shifts lie in a time, behind those that are there; how many there are then.</summary>
    public int Collect(Interval free, bool[] suits, Func<int, bool> fits, int[] roles, int count)
    {
        for (var slot = FirstFrom(free.From); slot < _slots.Length && _slots[slot].Time.From < free.To; slot++)
        {
            if (_slots[slot].Time.To > free.To)
            {
                continue;
            }

            foreach (var group in _slots[slot].Groups)
            {
                if (!suits[group.Demand])
                {
                    continue;
                }

                foreach (var role in group.Roles)
                {
                    if (fits(_shifts.Roles[role].Shift))
                    {
                        roles[count++] = role;
                    }
                }
            }
        }

        return count;
    }

    private int FirstFrom(long from)
    {
        var (low, high) = (0, _slots.Length);

        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _slots[middle].Time.From < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private Interval TimeOf(int role)
    {
        var block = _shifts.Rows[_shifts.Roles[role].Shift].Block;

        return new Interval(block.From, block.To);
    }

    private static string KeyOf(CodeSets sets, int role) => string.Join(',', sets.CodesOf(role).ToArray().Distinct().Order());

    private sealed record Slot(Interval Time, Group[] Groups);

    private sealed record Group(int Demand, int[] Roles);
}
