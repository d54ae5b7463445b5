using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>The trainings, checks and documents of the demonstration.</summary>
internal sealed class DemoCredentials(DemoWorld world)
{
    /// <summary>What a volunteer has who was taken in: the introductory training, and the check that they passed.</summary>
    public void Give(Volunteer volunteer, VettingLevel vetting, DateTime decided)
    {
        var decidedOn = BakuTime.DateOf(decided);
        Hold(volunteer, "introductory-training", decidedOn.AddDays(-2), decided);

        if (vetting is not VettingLevel.None)
        {
            Hold(volunteer, world.CredentialTypes.Values.OrderBy(t => t.Position).First(t => t.Vetting == vetting).CredentialTypeCode, decidedOn, decided);
        }
    }

    private void Hold(Volunteer volunteer, string code, DateOnly issuedOn, DateTime decided)
    {
        var type = world.CredentialTypes[code];
        volunteer.Credentials.Add(Credential.Held(volunteer.VolunteerId, type, new CredentialDates(issuedOn, null), world.CoordinatorOf[volunteer.CentreId], decided));
    }
}
