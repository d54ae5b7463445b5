namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>
/// Whether the problem is a network: for each volunteer the shifts fall into groups of which at most one can be served, and every cap
/// amounts to a count of whole groups, block in day in week. Then the best plan meets the bound.
/// </summary>
internal static class NetworkShape
{
    public static (bool IsNetwork, bool IsSingle) Of(PlanModel model)
    {
        bool isNetwork = true, isSingle = true;
        Parallel.For(0, model.Volunteers, (v, state) =>
        {
            if (!IsNetwork(model, v, out var groups))
            {
                Volatile.Write(ref isNetwork, false);
                state.Stop();
            }

            if (groups > 1)
            {
                Volatile.Write(ref isSingle, false);
            }
        });

        return (isNetwork, isNetwork && isSingle);
    }

    private static bool IsNetwork(PlanModel model, int volunteer, out int groups)
    {
        int p = model.PairStart[volunteer], end = model.PairStart[volunteer + 1];
        var behind = long.MinValue / 2;
        groups = 0;

        while (p < end)
        {
            var week = model.Blocks[model.Role[p]].Week;
            var left = (long)model.WeekLeft(volunteer, week);
            int shortest = int.MaxValue, longest = 0;
            var most = 0L;

            while (p < end && model.Blocks[model.Role[p]].Week == week)
            {
                var first = model.Blocks[model.Role[p]];
                var (lastFrom, firstTo, lastTo, length) = (first.From, first.To, first.To, 0);

                if (first.From < behind + model.MinGap)
                {
                    return false;
                }

                for (; p < end && model.Blocks[model.Role[p]].From < lastTo + model.MinGap; p++)
                {
                    ref readonly var block = ref model.Blocks[model.Role[p]];

                    // All of a group at once: each overlaps each.
                    if (block.From >= firstTo || block.Day != first.Day)
                    {
                        return false;
                    }

                    (lastFrom, firstTo, lastTo) = (block.From, Math.Min(firstTo, block.To), Math.Max(lastTo, block.To));
                    (shortest, longest, length) = (Math.Min(shortest, block.Minutes), Math.Max(longest, block.Minutes), Math.Max(length, block.Minutes));
                }

                if (lastFrom >= firstTo)
                {
                    return false;
                }

                behind = lastTo;
                groups++;
                most += length;
            }

            if (most > left && shortest != longest)
            {
                return false;
            }
        }

        return true;
    }
}
