namespace Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;

/// <summary>
/// A good order of many stops: the better of two first orders, made better by moves until none helps, shaken, and again. It ends after a fixed amount
/// of work and draws its chances from a fixed seed, so that the same stops get the same order on every machine.
/// </summary>
internal sealed class RouteSearch
{
    /// <summary>Orders that are looked at; about half a second for forty stops.</summary>
    private const int MostLooks = 900_000;

    /// <summary>Stops that are moved together, also turned round.</summary>
    private const int LongestChain = 3;

    private readonly RouteProblem _problem;
    private readonly int[] _trial;
    private int _looks;
    private uint _chance = 2463534242;

    private RouteSearch(RouteProblem problem)
    {
        _problem = problem;
        _trial = new int[problem.Count];
    }

    public static int[] Find(RouteProblem problem) => new RouteSearch(problem).Run();

    private int[] Run()
    {
        if (_problem.Count < 2)
        {
            return [.. Enumerable.Range(0, _problem.Count)];
        }

        var (best, least) = Better(FirstRoutes.ByInsertion(_problem), FirstRoutes.NearestFirst(_problem));
        var (current, cost) = ((int[])best.Clone(), least);
        var sinceBetter = 0;

        while (_looks < MostLooks)
        {
            var shaken = Shake(current);
            var found = Improve(shaken);

            // What is as good is taken too, so that the search does not stand still on a plain.
            if (found <= cost)
            {
                (current, cost) = (shaken, found);
            }

            sinceBetter = found < least ? 0 : sinceBetter + 1;

            if (found < least)
            {
                (best, least) = ((int[])shaken.Clone(), found);
            }
            else if (sinceBetter % 60 == 0)
            {
                // A long while without a find: on from another corner, made by many shakes of the best.
                current = Shake(Shake(Shake(best)));
                cost = Improve(current);
            }
        }

        return best;
    }

    private (int[] Order, long Cost) Better(int[] one, int[] other)
    {
        var (first, second) = (Improve(one), Improve(other));

        return first <= second ? (one, first) : (other, second);
    }

    /// <summary>Takes every move that helps until none does. Returns what the order costs then.</summary>
    private long Improve(int[] order)
    {
        var cost = RouteCost.Of(_problem, order);
        bool helped;

        do
        {
            helped = Relocate(order, ref cost) || Turn(order, ref cost) || Swap(order, ref cost);
        }
        while (helped && _looks < MostLooks);

        return cost;
    }

    /// <summary>A chain of one to three stops to another position, as it is or turned round.</summary>
    private bool Relocate(int[] order, ref long cost)
    {
        var helped = false;

        for (var length = 1; length <= Math.Min(LongestChain, order.Length - 1); length++)
        {
            for (var from = 0; from + length <= order.Length; from++)
            {
                for (var to = 0; to + length <= order.Length; to++)
                {
                    helped |= to != from && (TryMove(order, from, length, to, turned: false, ref cost) || (length > 1 && TryMove(order, from, length, to, turned: true, ref cost)));
                }
            }
        }

        return helped;
    }

    private bool TryMove(int[] order, int from, int length, int to, bool turned, ref long cost)
    {
        MoveChain(order, _trial, from, length, to);

        if (turned)
        {
            Array.Reverse(_trial, to, length);
        }

        return Take(order, ref cost);
    }

    /// <summary>A part of the way the other way round.</summary>
    private bool Turn(int[] order, ref long cost)
    {
        var helped = false;

        for (var from = 0; from < order.Length - 1; from++)
        {
            for (var until = from + 1; until < order.Length; until++)
            {
                Array.Copy(order, _trial, order.Length);
                Array.Reverse(_trial, from, until - from + 1);
                helped |= Take(order, ref cost);
            }
        }

        return helped;
    }

    /// <summary>Two stops in each other's place.</summary>
    private bool Swap(int[] order, ref long cost)
    {
        var helped = false;

        for (var one = 0; one < order.Length - 1; one++)
        {
            for (var other = one + 1; other < order.Length; other++)
            {
                Array.Copy(order, _trial, order.Length);
                (_trial[one], _trial[other]) = (_trial[other], _trial[one]);
                helped |= Take(order, ref cost);
            }
        }

        return helped;
    }

    /// <summary>Takes the trial as the order where it is better.</summary>
    private bool Take(int[] order, ref long cost)
    {
        _looks++;
        var tried = RouteCost.Of(_problem, _trial, cost);

        if (tried >= cost)
        {
            return false;
        }

        cost = tried;
        Array.Copy(_trial, order, order.Length);

        return true;
    }

    /// <summary>Another order near this one: two parts of the way in each other's place, or a few stops thrown elsewhere.</summary>
    private int[] Shake(int[] order)
    {
        var shaken = (int[])order.Clone();

        if (order.Length >= 8 && Chance(2) == 0)
        {
            int[] cuts = [.. new[] { 1 + Chance(order.Length - 1), 1 + Chance(order.Length - 1), 1 + Chance(order.Length - 1) }.Order()];

            return [.. order[..cuts[0]], .. order[cuts[1]..cuts[2]], .. order[cuts[0]..cuts[1]], .. order[cuts[2]..]];
        }

        for (var throws = 2 + Chance(3); throws > 0; throws--)
        {
            var moved = new int[order.Length];
            MoveChain(shaken, moved, Chance(order.Length), 1, Chance(order.Length));
            shaken = moved;
        }

        return shaken;
    }

    /// <summary>Writes the order with a chain moved, so that it begins at the position in what comes out.</summary>
    private static void MoveChain(int[] order, int[] into, int from, int length, int to)
    {
        if (to < from)
        {
            Array.Copy(order, into, to);
            Array.Copy(order, to, into, to + length, from - to);
            Array.Copy(order, from + length, into, from + length, order.Length - from - length);
        }
        else
        {
            Array.Copy(order, into, from);
            Array.Copy(order, from + length, into, from, to - from);
            Array.Copy(order, to + length, into, to + length, order.Length - to - length);
        }

        Array.Copy(order, from, into, to, length);
    }

    /// <summary>The same row of chances each time (Marsaglia's xorshift).</summary>
    private int Chance(int below)
    {
        _chance ^= _chance << 13;
        _chance ^= _chance >> 17;
        _chance ^= _chance << 5;

        return (int)(_chance % (uint)below);
    }
}
