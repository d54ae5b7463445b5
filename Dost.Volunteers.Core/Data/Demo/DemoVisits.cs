using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>What became of the requests for help: every state, from just asked to thanked for, on time and late.</summary>
internal sealed class DemoVisits(DemoWorld world, DemoRequests requests, DemoStaffing staffing, Outbox outbox, AuditLog audit)
{
    private readonly List<(Shift Shift, HelpRequest Request)> _served = [];

    public void Add()
    {
        foreach (var (index, centre) in world.Centres.Index())
        {
            // The centre by the sea is smaller.
            var times = index == 1 ? 1 : 2;
            AddNew(centre, times);
            AddTriaged(centre, times);
            AddPlanned(centre, times);
            AddRunning(centre);
            AddServed(centre, 7 * times);
            AddRefused(centre, times);
        }
    }

    /// <summary>Says how the visits ended, once they were served.</summary>
    public void Finish()
    {
        foreach (var (number, (shift, request)) in _served.Where(s => s.Shift.State is ShiftState.Completed).Index())
        {
            var wasHelped = shift.Assignments.Exists(a => a.State is AssignmentState.Attended);
            var endedAt = shift.EndsAtUtc.AddMinutes(61);
            staffing.Act(endedAt, actor: null);

            if (!request.Finish(wasHelped, endedAt))
            {
                continue;
            }

            if (!wasHelped)
            {
                AddNobodyCame(shift, request, endedAt);
                continue;
            }

            outbox.AboutRequest(MessageKind.HelpRequestDone, request);

            // Two of three say how it was; who does not is not pressed.
            if (number % 3 != 0)
            {
                var (stars, _, words) = world.Pick(world.Texts.Feedback.Where(f => f.Culture == request.Culture).ToList());
                var at = world.MomentBetween(endedAt.AddMinutes(20), endedAt.AddHours(30));
                staffing.Act(at, actor: null);
                request.GiveFeedback(stars, number % 7 == 0 ? null : words, world.Clock.MomentUtc);
                audit.Changed("FeedbackGiven", AuditSubject.HelpRequest, request.HelpRequestId);
                Thank(number, shift, request);
            }
        }
    }

    /// <summary>Nobody came: who asked told so, and waits for a call.</summary>
    private void AddNobodyCame(Shift shift, HelpRequest request, DateTime endedAt)
    {
        outbox.AboutRequest(MessageKind.HelpRequestNotDone, request);
        staffing.Act(endedAt.AddMinutes(25), actor: null);

        if (request.TellNobodyCame(shift.StartsAtUtc, shift.EndsAtUtc, world.Clock.MomentUtc))
        {
            request.AskCallback(world.Clock.MomentUtc.AddMinutes(1));
            audit.Changed("NobodyCame", AuditSubject.HelpRequest, request.HelpRequestId);
        }
    }

    /// <summary>Every second who says how it was has words for who came.</summary>
    private void Thank(int number, Shift shift, HelpRequest request)
    {
        if (number % 2 != 0 || request.Stars is not >= 4 || !request.Thank(request.Culture is "ru" ? "Спасибо вам огромное, вы нам очень помогли!" : "Çox sağ olun, əziyyətiniz qədər ömrünüz olsun!", world.Clock.MomentUtc))
        {
            return;
        }

        foreach (var place in shift.Assignments.Where(a => a.State is AssignmentState.Attended))
        {
            outbox.News(MessageKind.HelpRequestThanks, Recipient.Volunteer(place.VolunteerId), request.HelpRequestId, 0, MessageChannel.Email);
        }
    }

    private void AddNew(Centre centre, int times)
    {
        for (var i = 0; i < 2 * times; i++)
        {
            requests.Ask(centre, world.MomentBetween(world.NowUtc.AddHours(-7), world.NowUtc.AddMinutes(-4)), world.Today.AddDays(world.Between(1, 4)));
        }

        // Waiting too long: the day that was wished for is today or over; one of them wishes a call.
        var waiting = requests.Ask(centre, world.NowUtc.AddDays(-3).AddHours(-2), world.Today.AddDays(-1));
        waiting.AskCallback(world.NowUtc.AddHours(-5));
        requests.Ask(centre, world.NowUtc.AddDays(-2).AddHours(-3), world.Today);
    }

    private void AddTriaged(Centre centre, int times)
    {
        for (var i = 0; i < 2 * times; i++)
        {
            Triaged(requests.Ask(centre, world.MomentBetween(world.NowUtc.AddDays(-2), world.NowUtc.AddHours(-9)), world.Today.AddDays(world.Between(1, 5))), i % 2 == 0 ? Urgency.Normal : Urgency.Soon);
        }

        Triaged(requests.Ask(centre, world.NowUtc.AddHours(-10), world.Today, "medicine"), Urgency.Urgent);
        Triaged(requests.Ask(centre, world.NowUtc.AddDays(-4), world.Today.AddDays(-1), "shopping"), Urgency.Soon);
    }

    /// <summary>Visits to come: nobody found yet, somebody asked, one of two, and all places filled.</summary>
    private void AddPlanned(Centre centre, int times)
    {
        for (var i = 0; i < 5 * times; i++)
        {
            var start = DayTime(world.Today.AddDays(1 + (i * 12 / (5 * times))));
            var (shift, _) = Planned(centre, start, people: i % 5 == 3 ? 2 : 1);
            var role = shift.Roles[0];

            switch (i % 5)
            {
                case 0:
                    break;
                case 1:
                    foreach (var person in staffing.Candidates(shift, role).Where(p => p.FromUtc < world.NowUtc.AddHours(-4)).Take(2).ToList())
                    {
                        staffing.Offer(shift, role, person, world.NowUtc.AddMinutes(-world.Between(15, 200)));
                    }

                    break;
                default:
                    Give(shift, places: 1);
                    break;
            }
        }
    }

    /// <summary>A visit that goes on now; at night a call, since nobody rings at a door then.</summary>
    private void AddRunning(Centre centre)
    {
        var clock = BakuTime.TimeOf(world.NowUtc);
        var byDay = clock.IsBetween(new TimeOnly(9, 0), new TimeOnly(19, 0));
        var half = TimeSpan.FromMinutes(30).Ticks;
        var start = new DateTime((world.NowUtc.Ticks / half * half) - half, DateTimeKind.Utc);
        var (shift, _) = Planned(centre, start, people: 1, byDay ? "doctor-escort" : "friendly-call", minutes: 120);
        Give(shift, places: 1);
    }

    private void AddServed(Centre centre, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var start = DayTime(world.Today.AddDays(-(i * 14 / count)));

            if (start.AddHours(4.5) > world.NowUtc)
            {
                start = start.AddDays(-1);
            }

            var (shift, request) = Planned(centre, start, people: 1);

            if (i == 3)
            {
                // Nobody could be found in time, and the visit did not take place.
                _served.Add((shift, request));
                continue;
            }

            Give(shift, places: 1);
            _served.Add((shift, request));
        }
    }

    private void AddRefused(Centre centre, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var rejected = requests.Ask(centre, world.MomentBetween(world.NowUtc.AddDays(-12), world.NowUtc.AddDays(-4)), world.Today.AddDays(-2), "small-repairs");
            staffing.Act(rejected.AskedAtUtc.AddHours(world.Between(2, 20)), world.CoordinatorOf[centre.CentreId]);
            rejected.Reject(world.Pick(world.Texts.List("requestRejections")), world.Clock.MomentUtc);
            audit.Changed("HelpRequestRejected", AuditSubject.HelpRequest, rejected.HelpRequestId);
            outbox.AboutRequest(MessageKind.HelpRequestRejected, rejected);

            var cancelled = requests.Ask(centre, world.MomentBetween(world.NowUtc.AddDays(-9), world.NowUtc.AddDays(-3)), world.Today.AddDays(-1));
            staffing.Act(cancelled.AskedAtUtc.AddHours(world.Between(1, 30)), actor: null);
            cancelled.Cancel(world.Clock.MomentUtc);
            audit.Changed("HelpRequestCancelled", AuditSubject.HelpRequest, cancelled.HelpRequestId);
        }

        // A plan that fell through: the shift was called off, and the request waits for another.
        var (shift, request) = Planned(centre, DayTime(world.Today.AddDays(3)), people: 1);
        Give(shift, places: 1);
        staffing.CallOff(shift, world.Texts.List("shiftCancellations")[2], world.NowUtc.AddHours(-3));
        request.Unplan(world.NowUtc.AddHours(-3));
    }

    /// <summary>A request that was asked, taken up and planned in the days before the visit.</summary>
    private (Shift Shift, HelpRequest Request) Planned(Centre centre, DateTime start, int people, string? category = null, int? minutes = null)
    {
        var plannedAt = staffing.OpeningOf(start.AddDays(1));
        var request = requests.Ask(centre, plannedAt.AddHours(-world.Between(14, 40)), BakuTime.DateOf(start), category);
        Triaged(request, world.Pick([Urgency.Normal, Urgency.Normal, Urgency.Soon, Urgency.Urgent]));
        request.Plan(plannedAt);
        var kind = world.Categories[request.HelpCategoryCode];
        var district = world.Districts[request.Beneficiary.DistrictCode];
        var task = new VolunteerTask
        {
            VolunteerTaskId = world.NewId(plannedAt),
            CentreId = centre.CentreId,
            HelpCategoryCode = kind.HelpCategoryCode,
            Instructions = $"{world.Pick(world.Texts.List("taskInstructions", kind.HelpCategoryCode))} {world.Pick(world.Texts.List("coordinatorNotes"))}",
            PlaceKind = kind.IsRemote ? PlaceKind.Remote : PlaceKind.Address,
            DistrictCode = district.DistrictCode,
            Latitude = request.Latitude ?? district.Latitude,
            Longitude = request.Longitude ?? district.Longitude,
            Priority = request.Urgency is Urgency.Urgent ? 5 : kind.Priority,
            HelpRequestId = request.HelpRequestId,
        };
        world.Db.VolunteerTasks.Add(task);
        var role = new NewRole(world.Texts.One("roleNames", "visit"), people)
        {
            Vetting = kind.Vetting,
            MinimumAge = kind.Vetting is VettingLevel.None ? 0 : 18,
            Gender = request.Beneficiary.VisitorGender,
            Skills = requests.SkillsFor(kind),
            Languages = request.Culture is "ru" ? ["ru"] : [],
        };
        var meetingPoint = world.Pick(world.Texts.List("meetingPoints", kind.IsRemote ? "remote" : "address"));
        var shift = staffing.Open(task, new NewShift(start, start.AddMinutes(minutes ?? kind.UsualMinutes), meetingPoint, [role]), plannedAt);
        audit.Changed("HelpRequestPlanned", AuditSubject.HelpRequest, request.HelpRequestId);

        return (shift, request);
    }

    private void Give(Shift shift, int places)
    {
        staffing.Fill(shift, shift.Roles[0], places, world.Clock.MomentUtc);

        if (shift.PlacesTaken == shift.PlacesWanted)
        {
            outbox.AboutRequest(MessageKind.HelpRequestPlanned, shift.VolunteerTask.HelpRequest!, Outbox.VersionOf(shift.VolunteerTask.HelpRequest!, shift));
        }
    }

    private void Triaged(HelpRequest request, Urgency urgency)
    {
        staffing.Act(request.AskedAtUtc.AddMinutes(world.Between(20, 400)), world.CoordinatorOf[request.CentreId]);
        request.Triage(urgency, RiskLevel.Low, DemoRequests.Due.HelpDue(request.AskedAtUtc, request.WantedOn, request.WantedPart, urgency, request.HelpCategory?.HelpHours), world.Clock.MomentUtc);
        world.Looked("HelpRequestPage", AuditSubject.Beneficiary, request.BeneficiaryId, world.CoordinatorOf[request.CentreId]);
        audit.Changed("HelpRequestTriaged", AuditSubject.HelpRequest, request.HelpRequestId);
    }

    /// <summary>A time of the day for a visit.</summary>
    private DateTime DayTime(DateOnly day) => BakuTime.ToUtc(day, new TimeOnly(world.Between(9, 16), world.Pick([0, 30])));
}
