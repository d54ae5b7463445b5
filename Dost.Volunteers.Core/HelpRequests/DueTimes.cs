using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Policies;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>
/// By when somebody is in touch, and by when the person is helped, as the policy promises: so many hours, the fewer the more urgent, and never
/// more than the kind of help allows. Help that is wished for a later day is counted from the beginning of the wished part of that day.
/// </summary>
public sealed record DueTimes(int ContactHours, int NormalHours, int SoonHours, int UrgentHours)
{
    public static DueTimes Of(Policy policy) => new(policy.ContactDueHours, policy.HelpDueHoursNormal, policy.HelpDueHoursSoon, policy.HelpDueHoursUrgent);

    public DateTime ContactDue(DateTime askedAtUtc) => askedAtUtc.AddHours(ContactHours);

    /// <param name="askedAtUtc">When it was asked.</param>
    /// <param name="wantedOn">The wished day in Baku.</param>
    /// <param name="part">The wished part of it.</param>
    /// <param name="urgency">How urgent it is.</param>
    /// <param name="helpHours">Hours within which this kind of help is given at the latest; none if it sets no limit.</param>
    public DateTime HelpDue(DateTime askedAtUtc, DateOnly wantedOn, PartOfDay part, Urgency urgency, int? helpHours)
    {
        var from = BakuTime.ToUtc(wantedOn, PartsOfDay.StartOf(part));
        var hours = urgency switch
        {
            Urgency.Normal => NormalHours,
            Urgency.Soon => SoonHours,
            Urgency.Urgent => UrgentHours,
        };

        return (askedAtUtc > from ? askedAtUtc : from).AddHours(Math.Min(hours, helpHours ?? hours));
    }
}
