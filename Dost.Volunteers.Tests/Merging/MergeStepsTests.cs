using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Core.Merging;

namespace Dost.Volunteers.Tests.Merging;

/// <summary>The list of what a merge does knows every table that holds something of a volunteer.</summary>
public sealed class MergeStepsTests
{
    [Fact]
    public void Every_table_with_something_personal_has_its_fate_in_a_merge()
    {
        var tables = Holdings.All.Select(h => h.Entity.Name).ToList();
        var steps = MergeSteps.All.Select(s => s.Entity.Name).ToList();

        Assert.Equal(steps.Count, steps.Distinct().Count());
        Assert.Empty(tables.Except(steps));
        Assert.Empty(steps.Except(tables));
    }

    [Fact]
    public void What_neither_moves_nor_joins_says_why() =>
        Assert.All(MergeSteps.All.Where(s => s.Fate is not (MergeFate.Moves or MergeFate.Joins)), s => Assert.NotEmpty(s.Reason));
}
