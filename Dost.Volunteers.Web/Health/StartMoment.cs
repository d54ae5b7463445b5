using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Web.Health;

/// <summary>When this process began: jobs of its own cannot have succeeded before.</summary>
internal sealed class StartMoment(TimeProvider clock)
{
    public DateTime AtUtc { get; } = clock.UtcNow();
}
