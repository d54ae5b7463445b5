using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Reviews;
using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>The requests of the weeks before, for the figures: helped in time and late, with reasons, stars, and what the centres learnt.</summary>
internal sealed class DemoRequestHistory(DemoWorld world, DemoRequests requests, DemoStaffing staffing, Outbox outbox, AuditLog audit)
{
    private const int Weeks = 11;
    private const int LastWeeks = 3;
    private static readonly string[] _changes =
    [
        "Səhər saat 10-a qədər bütün yeni müraciətlərə zəng edirik; növbətçi koordinator hər gün təyin olunur.",
        "Maşını olan könüllüləri həftə sonu üçün ayrıca soruşuruq, çünki gecikmələrin çoxu nəqliyyatdan idi.",
    ];

    private int _number;

    public void Add()
    {
        foreach (var (index, centre) in world.Centres.Index())
        {
            var each = index == 1 ? 3 : 5;

            for (var week = Weeks; week >= LastWeeks; week--)
            {
                for (var i = 0; i < each; i++)
                {
                    AddOne(centre, ReviewWeek.Of(world.NowUtc).AddDays((-7 * week) + i), week);
                }
            }

            AddReviews(centre);
        }

        Judge();
    }

    private void AddOne(Centre centre, DateOnly askedOn, int week)
    {
        _number++;
        var askedAt = BakuTime.ToUtc(askedOn, new TimeOnly(9 + (_number % 9), _number * 7 % 60));
        var request = requests.Ask(centre, askedAt, askedOn.AddDays(1 + (_number % 2) + (_number % 9 == 0 ? 2 : 0)));

        // Longer ago it took longer.
        var contactedAt = askedAt.AddMinutes(40 + (_number * 37 % 300) + (week * 45) + (_number % 9 == 0 ? 26 * 60 : 0));
        staffing.Act(contactedAt, world.CoordinatorOf[centre.CentreId]);
        request.Contacted(world.CoordinatorOf[centre.CentreId], note: null, contactedAt);

        if (_number % 13 == 0)
        {
            request.Refer("Rayon Sosial Müdafiə Şöbəsi, 012 555 11 22", "Bu sənədi yalnız həmin idarə verir.", world.CoordinatorOf[centre.CentreId], contactedAt);
            audit.Changed("HelpRequestReferred", AuditSubject.HelpRequest, request.HelpRequestId);
            outbox.AboutRequest(MessageKind.HelpRequestReferred, request);

            return;
        }

        var urgency = (Urgency)(_number % 5 == 0 ? 1 : 0);
        var risk = (RiskLevel)(_number % 7 == 0 ? 1 : 0);
        request.Triage(urgency, risk, DemoRequests.Due.HelpDue(askedAt, request.WantedOn, request.WantedPart, urgency, helpHours: null), contactedAt.AddMinutes(10));
        request.Plan(contactedAt.AddMinutes(50));
        var isLate = _number % 6 == 0;
        var helpedAt = isLate ? request.HelpDueAtUtc.AddHours(3 + (_number % 40)) : BakuTime.ToUtc(request.WantedOn, new TimeOnly(18, 0)).AddMinutes(_number * 11 % 50);
        staffing.Act(helpedAt, actor: null);
        request.Start(helpedAt.AddMinutes(-70));
        request.Finish(wasHelped: true, helpedAt);

        // Stars as people here give them: mostly five, more of them lately.
        if (_number % 3 != 0)
        {
            request.GiveFeedback(_number % 11 == 0 ? 2 : week > 6 && _number % 4 == 0 ? 4 : 5, words: null, helpedAt.AddHours(20));
        }

        if (isLate && week > LastWeeks)
        {
            request.ExplainLate((LateReason)(_number / 6 % 5), note: null, world.NowUtc);
        }
    }

    private void AddReviews(Centre centre)
    {
        foreach (var (index, words) in _changes.Index())
        {
            var monday = ReviewWeek.Of(world.NowUtc).AddDays(-7 * (LastWeeks + 1 + index));
            world.Db.WeeklyReviews.Add(new WeeklyReview
            {
                CentreId = centre.CentreId,
                Monday = monday,
                WhatChanged = words,
                WrittenById = world.CoordinatorOf[centre.CentreId],
                WrittenAtUtc = BakuTime.ToUtc(monday.AddDays(7), new TimeOnly(10, 30)),
            });
        }
    }

    /// <summary>Some who wait need more than others: two visitors, or somebody who was checked more closely.</summary>
    private void Judge()
    {
        foreach (var (index, request) in world.Db.HelpRequests.Local.Where(r => r.State is HelpRequestState.Triaged).OrderBy(r => r.HelpRequestId).Index())
        {
            if (index % 3 == 0)
            {
                request.Triage(request.Urgency, index % 2 == 0 ? RiskLevel.High : RiskLevel.Raised, request.HelpDueAtUtc, world.NowUtc);
                request.Beneficiary.VisitedByTwo = index % 2 == 0;
            }
        }
    }
}
