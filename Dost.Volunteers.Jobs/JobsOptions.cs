using System.ComponentModel.DataAnnotations;

namespace Dost.Volunteers.Jobs;

/// <summary>Where recurring jobs run, and how many at a time. Section "Jobs".</summary>
public sealed class JobsOptions
{
    public const string Section = "Jobs";

    /// <summary>The site runs the jobs itself. Turn it off where workers run beside the site.</summary>
    public bool RunInWeb { get; set; } = true;

    /// <summary>How many jobs one process runs at a time.</summary>
    [Range(1, 64)]
    public int Parallel { get; set; } = 4;
}
