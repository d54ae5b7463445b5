namespace Dost.Volunteers.Core.HelpRequests;

public partial class HelpRequest
{
    /// <summary>Notes how urgent it is as who took the call heard it. A coordinator still reads it as new and decides.</summary>
    public bool SayUrgency(Urgency urgency, DateTime helpDueAtUtc)
    {
        if (State is not HelpRequestState.New)
        {
            return false;
        }

        (Urgency, HelpDueAtUtc) = (urgency, helpDueAtUtc);
        Touch();

        return true;
    }
}
