using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching.Planning;

namespace Dost.Volunteers.Tests.Matching.Planning;

/// <summary>Problems by lot, small enough to know their best plan otherwise.</summary>
internal static class SmallProblems
{
    /// <summary>A Saturday: the planned days go over the end of a week.</summary>
    private static readonly DateTime _saturday = BakuTime.ToUtc(new DateOnly(2026, 12, 5), TimeOnly.MinValue);

    /// <summary>Everything at once: irregular times, also over midnight, ways between places, limits in minutes and in shifts, held shifts, spread of all sizes.</summary>
    public static PlanProblem Tangled(int seed, int volunteers, int shifts, int pairsEach)
    {
        var random = new Random(seed);
        var builder = new PlanProblemBuilder(Pick(random, 0, 30, 60, 120), Pick(random, 0, 0.05, 0.05, 3, 9, 25));

        for (var shift = 0; shift < shifts; shift++)
        {
            builder.AddShift(AnyBlock(random));
        }

        var roles = AddRoles(builder, random, shifts);

        for (var volunteer = 0; volunteer < volunteers; volunteer++)
        {
            builder.AddVolunteer(random.Next(3) == 0 ? null : 30 * random.Next(2, 24), random.Next(3) == 0 ? null : random.Next(0, 4));

            if (random.Next(3) == 0)
            {
                builder.AddHeld(AnyBlock(random));
            }

            AddPairs(builder, random, roles, pairsEach);
        }

        return builder.Build();
    }

    /// <summary>Blocks of three hours that only touch, no ways, and limits that are counts: of a day, and of a week in whole blocks. The fewer digits a score has, the more pairs are worth the same.</summary>
    public static PlanProblem Network(int seed, int volunteers, int shifts, int pairsEach, int digits = 3)
    {
        var random = new Random(seed);
        var builder = new PlanProblemBuilder(0, Pick(random, 0, 0.05, 0.05, 3, 9, 25));

        for (var shift = 0; shift < shifts; shift++)
        {
            builder.AddShift(GridBlock(random));
        }

        var roles = AddRoles(builder, random, shifts);

        for (var volunteer = 0; volunteer < volunteers; volunteer++)
        {
            builder.AddVolunteer(random.Next(3) == 0 ? null : 180 * random.Next(0, 4), random.Next(3) == 0 ? null : random.Next(0, 3));

            if (random.Next(4) == 0)
            {
                builder.AddHeld(GridBlock(random));
            }

            AddPairs(builder, random, roles, pairsEach, digits);
        }

        return builder.Build();
    }

    private static int AddRoles(PlanProblemBuilder builder, Random random, int shifts)
    {
        var roles = 0;

        for (var shift = 0; shift < shifts; shift++)
        {
            var priority = random.Next(1, 6);

            for (var i = random.Next(1, 3); i > 0; i--, roles++)
            {
                builder.AddRole(shift, random.Next(0, 3), priority);
            }
        }

        return roles;
    }

    private static void AddPairs(PlanProblemBuilder builder, Random random, int roles, int most, int digits = 3)
    {
        var own = Enumerable.Range(0, roles).ToArray();
        random.Shuffle(own);

        foreach (var role in own.Take(random.Next(0, most + 1)))
        {
            builder.AddPair(role, random.Next(5) == 0 ? 0 : Math.Round(random.NextDouble(), digits));
        }
    }

    private static Block AnyBlock(Random random)
    {
        var from = _saturday.AddMinutes(30 * random.Next(0, 3 * 48));

        return PlanProblemBuilder.BlockOf(from, from.AddMinutes(30 * random.Next(1, 9)), random.Next(-1, 3));
    }

    private static Block GridBlock(Random random)
    {
        var from = _saturday.AddDays(random.Next(0, 4)).AddHours(9 + (3 * random.Next(0, 3)));

        return PlanProblemBuilder.BlockOf(from, from.AddHours(3), random.Next(0, 3));
    }

    private static T Pick<T>(Random random, params T[] items) => items[random.Next(items.Length)];
}
