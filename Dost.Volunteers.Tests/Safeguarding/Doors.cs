using System.Globalization;
using System.Net;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Matching.Plans;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Safeguarding;

/// <summary>A way to a place: what is prepared while all is well, which gives what is done afterwards and answers what was said; and the words of its refusal.</summary>
internal sealed record Door(string Name, string Refusal, Func<GuardedVisit, Task<Func<Task<string>>>> PrepareAsync);

/// <summary>All ways on which a volunteer comes to a place. Those that answer a script and not a reader are the kept coming, the board's script and the hook of the provider.</summary>
internal static class Doors
{
    public const string UsualVisitor = "the usual visitor of a regular visit";
    public const string KeptComing = "a coming that a phone kept, sent as JSON";

    private const string NothingChanged = "nothing";

    public static IReadOnlyList<Door> All { get; } =
    [
        new("a coordinator's offer, by page", "Nobody was asked", OfferByPageAsync),
        new("asking on the board, by its script", "Nothing was done", AskByScriptAsync),
        new("putting in on the board, by page", "Nothing was done", PutInByPageAsync),
        new("moving on the board, by page", "Nothing was done", MoveByPageAsync),
        new("the volunteer's own sign-up, by page", "You cannot take this place at present.", v => SignUpAsync(v, v.PlanAsync)),
        new("yes to an offer, by page", "You cannot take this place at present.", YesByPageAsync),
        new("yes to an offer, by one-tap link", "You cannot take this place at present.", YesByLinkAsync),
        new("the queue behind a one-tap link", "You cannot take this place at present.", QueueByLinkAsync),
        new("yes to an offer, by SMS", nameof(InboundVerdict.NotPossible), YesBySmsAsync),
        new("a yes that a coordinator enters from the inbox", "Nothing was", YesFromInboxAsync),
        new("the wait list moving up", NothingChanged, WaitlistAsync),
        new("a swap, by one-tap link", "Nothing was changed", SwapByLinkAsync),
        new("a swap that the coordinator agrees to, by page", "Nothing was changed", SwapByPageAsync),
        new("a plan that is made", NothingChanged, PlanAsync),
        new("a plan that is applied, by page", nameof(OfferVerdict.RuleBroken), ApplyPlanAsync),
        new("the search for an urgent visit", NothingChanged, LadderAsync),
        new("a yes on the telephone, noted on the call list", "It was not done", CallListAsync),
        new(UsualVisitor, NothingChanged, RegularVisitAsync),
        new("the team of a visit day, by sign-up", "You cannot take this place at present.", v => SignUpAsync(v, v.MakeVisitDayAsync)),
        new("the team of a visit day, by the coordinator", "Nothing was done", v => PutInAsync(v, v.MakeVisitDayAsync)),
        new(KeptComing, "\"done\":false", KeptComingAsync),
    ];

    public static Door Named(string name) => All.Single(d => d.Name == name);

    private static async Task<Func<Task<string>>> OfferByPageAsync(GuardedVisit visit)
    {
        var shift = await visit.PlanAsync();
        var browser = await visit.AsCoordinatorAsync();
        var page = await browser.GetPageAsync($"/en/desk/shifts/{shift.ShiftId}");

        return async () => (await browser.SubmitAsync(page, "form[action$='/offer']", ("Chosen", visit.VolunteerId.ToString()))).Notice!;
    }

    private static async Task<Func<Task<string>>> AskByScriptAsync(GuardedVisit visit)
    {
        var shift = await visit.PlanAsync();
        var browser = await visit.AsCoordinatorAsync();
        var page = await FindAsync(browser, shift);
        var fields = page.Form("form[data-week-place]").QuerySelectorAll("input[name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        fields["Ask"] = visit.VolunteerId.ToString();

        return async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/en/desk/shifts/{shift.ShiftId}/place") { Content = new FormUrlEncodedContent(fields), Headers = { { "X-Requested-With", "fetch" } } };

            return await (await browser.SendAsync(request)).Content.ReadAsStringAsync();
        };
    }

    private static Task<Func<Task<string>>> PutInByPageAsync(GuardedVisit visit) => PutInAsync(visit, visit.PlanAsync);

    private static async Task<Func<Task<string>>> PutInAsync(GuardedVisit visit, Func<Task<Shift>> plan)
    {
        var shift = await plan();
        var browser = await visit.AsCoordinatorAsync();
        var page = await FindAsync(browser, shift);

        return async () => (await browser.SubmitAsync(page, "form[data-week-place]", ("PutIn", visit.VolunteerId.ToString()))).Notice!;
    }

    private static async Task<WebPage> FindAsync(Browser browser, Shift shift) =>
        await browser.SubmitAsync(await browser.GetPageAsync($"/en/desk/shifts/{shift.ShiftId}/people"), "form[data-week-search]", ("q", "leyla"));

    private static async Task<Func<Task<string>>> MoveByPageAsync(GuardedVisit visit)
    {
        var shift = await visit.PlanAsync();
        var elsewhere = await visit.App.AddShiftAsync(hour: 15);
        var place = await visit.App.PlaceAsync(elsewhere, visit.Volunteer);
        var browser = await visit.AsCoordinatorAsync();
        var page = await browser.GetPageAsync($"/en/desk/shifts/{elsewhere.ShiftId}/transfer/{place}");
        var to = page.One($"#to-{shift.Roles[0].ShiftRoleId}").GetAttribute("value");

        return async () => (await browser.SubmitAsync(page, ("To", to))).Notice!;
    }

    private static async Task<Func<Task<string>>> SignUpAsync(GuardedVisit visit, Func<Task<Shift>> plan)
    {
        var shift = await plan();
        var browser = await visit.AsVolunteerAsync();
        var page = await browser.GetPageAsync($"/en/me/open/{shift.Roles[0].ShiftRoleId}");

        return async () => (await browser.SubmitAsync(page, "main form[method=post]")).Notice!;
    }

    private static async Task<Func<Task<string>>> YesByPageAsync(GuardedVisit visit)
    {
        var offer = await visit.App.OfferAsync(await visit.PlanAsync(), visit.Volunteer);
        var browser = await visit.AsVolunteerAsync();
        var page = await browser.GetPageAsync($"/en/me/shifts/{offer}");

        return async () => (await browser.SubmitAsync(page, "form[action$='/yes']")).Words;
    }

    private static async Task<Func<Task<string>>> YesByLinkAsync(GuardedVisit visit)
    {
        var offer = await visit.App.OfferAsync(await visit.PlanAsync(), visit.Volunteer);
        var browser = visit.App.NewBrowser();
        var page = await browser.GetPageAsync($"/en/t/{await visit.App.TokenAsync(LinkPurpose.AnswerAssignment, offer)}");

        return async () => (await browser.SubmitAsync(page, "form[action$='/yes']")).Words;
    }

    /// <summary>Somebody else was quicker, and gives the place back: who stands in the queue's form then could have it.</summary>
    private static async Task<Func<Task<string>>> QueueByLinkAsync(GuardedVisit visit)
    {
        var shift = await visit.PlanAsync();
        var offer = await visit.App.OfferAsync(shift, visit.Volunteer);
        var quicker = await visit.App.PlaceAsync(shift, (await visit.AddFitAsync()).Volunteer);
        var browser = visit.App.NewBrowser();
        var page = await browser.GetPageAsync($"/en/t/{await visit.App.TokenAsync(LinkPurpose.AnswerAssignment, offer)}");
        await visit.App.WithdrawAsync(quicker);

        return async () => (await browser.SubmitAsync(page, "form[action$='/queue']")).Words;
    }

    private static async Task<Func<Task<string>>> YesBySmsAsync(GuardedVisit visit)
    {
        await visit.App.OfferAsync(await visit.PlanAsync(), visit.Volunteer);
        await visit.Site.SendMessagesAsync();

        return () => WriteAsync(visit, "bəli");
    }

    /// <summary>What is written cannot be read by a program; the coordinator reads a yes.</summary>
    private static async Task<Func<Task<string>>> YesFromInboxAsync(GuardedVisit visit)
    {
        await visit.App.OfferAsync(await visit.PlanAsync(), visit.Volunteer);
        await visit.Site.SendMessagesAsync();
        await WriteAsync(visit, "bəli, amma bir az gecikəcəm");
        var smsId = await visit.App.QueryAsync(db => db.InboundSms.Where(i => i.VolunteerId == visit.VolunteerId).Select(i => i.InboundSmsId).SingleAsync());
        var browser = await visit.AsCoordinatorAsync();
        var page = await browser.GetPageAsync($"/en/desk/inbox/{smsId}");

        return async () => (await browser.SubmitAsync(page, "form[action$='/yes']")).Words;
    }

    private static async Task<Func<Task<string>>> WaitlistAsync(GuardedVisit visit)
    {
        var shift = await visit.PlanAsync();
        var holder = await visit.App.PlaceAsync(shift, (await visit.AddFitAsync()).Volunteer);
        Assert.Equal(PlacementOutcome.Waitlisted, (await visit.App.SignUpAsync(shift, visit.VolunteerId)).Outcome);

        return () => SaidAsync(visit, () => visit.App.WithdrawAsync(holder));
    }

    private static async Task<Func<Task<string>>> SwapByLinkAsync(GuardedVisit visit)
    {
        var swap = await AskSwapAsync(visit, await visit.PlanAsync());
        var browser = visit.App.NewBrowser();
        var page = await browser.GetPageAsync($"/en/t/{await visit.App.TokenAsync(LinkPurpose.AnswerSwap, swap)}");

        return async () => (await browser.SubmitAsync(page, "form[action$='/yes']")).Words;
    }

    /// <summary>Somebody waits in line, so that a coordinator decides after the colleague's yes.</summary>
    private static async Task<Func<Task<string>>> SwapByPageAsync(GuardedVisit visit)
    {
        var shift = await visit.PlanAsync();
        var swap = await AskSwapAsync(visit, shift);
        Assert.Equal(PlacementOutcome.Waitlisted, (await visit.App.SignUpAsync(shift, (await visit.AddFitAsync()).Volunteer.VolunteerId)).Outcome);
        Assert.Equal(SwapOutcome.AwaitsApproval, (await visit.App.SwapAsync(s => s.AcceptAsync(swap, CancellationToken.None))).Outcome);
        var browser = await visit.AsCoordinatorAsync();
        var page = await browser.GetPageAsync("/en/desk/swaps");

        return async () => (await browser.SubmitAsync(page, $"form[action$='{swap}/approve']")).Notice!;
    }

    private static async Task<Guid> AskSwapAsync(GuardedVisit visit, Shift shift) =>
        await visit.App.AskSwapAsync(await visit.App.PlaceAsync(shift, (await visit.AddFitAsync()).Volunteer), visit.VolunteerId);

    private static async Task<Func<Task<string>>> PlanAsync(GuardedVisit visit)
    {
        await visit.PlanAsync();

        return () => SaidAsync(visit, async () =>
        {
            var plan = await visit.App.PlanAsync(visit.Site.Coordinator);
            await visit.App.ApplyAsync(visit.Site.Coordinator, plan);
        });
    }

    private static async Task<Func<Task<string>>> ApplyPlanAsync(GuardedVisit visit)
    {
        await visit.PlanAsync();
        var plan = await visit.App.PlanAsync(visit.Site.Coordinator);
        Assert.Contains(plan.Places(), p => p.VolunteerId == visit.VolunteerId);
        var browser = await visit.AsCoordinatorAsync();
        var page = await browser.GetPageAsync($"/en/desk/plans/{plan.MatchPlanId}");

        return async () =>
        {
            await browser.SubmitAsync(page, "form[action$='/apply']");

            return (await visit.App.ReadPlanAsync(plan.MatchPlanId)).Places().Single(p => p.VolunteerId == visit.VolunteerId).Refusal.ToString() ?? "";
        };
    }

    private static async Task<Func<Task<string>>> LadderAsync(GuardedVisit visit)
    {
        await visit.PlanAsync();
        await using var scope = visit.App.NewScope();
        Assert.True(await scope.Get<LadderService>().StartAsync(visit.Request.HelpRequestId, CancellationToken.None));
        var ladder = await visit.App.LadderOfAsync(visit.Request);

        return () => SaidAsync(visit, async () =>
        {
            await using var climbing = visit.App.NewScope();
            await climbing.Get<LadderService>().ClimbAsync(ladder.LadderId, CancellationToken.None);
        });
    }

    private static async Task<Func<Task<string>>> CallListAsync(GuardedVisit visit)
    {
        await visit.App.OfferAsync(await visit.PlanAsync(), visit.Volunteer);
        var browser = await visit.AsCoordinatorAsync();
        var page = await browser.GetPageAsync($"/en/desk/requests/{visit.Request.HelpRequestId}/call-list");

        return async () => (await browser.SubmitAsync(page, $"form[action$='{visit.VolunteerId}/yes']")).Notice!;
    }

    private static async Task<Func<Task<string>>> RegularVisitAsync(GuardedVisit visit)
    {
        var regular = await visit.BeginRegularAsync();

        return () => SaidAsync(visit, async () =>
        {
            await using var scope = visit.App.NewScope();
            Assert.Equal(1, await scope.Get<RegularVisitMaker>().MakeAsync(regular, CancellationToken.None));
        });
    }

    /// <summary>Who was asked and has not said yes comes all the same, and the phone says so later.</summary>
    private static async Task<Func<Task<string>>> KeptComingAsync(GuardedVisit visit)
    {
        var offer = await visit.App.OfferAsync(await visit.PlanAsync(), visit.Volunteer);
        var browser = await visit.AsVolunteerAsync();
        var token = (await browser.GetPageAsync("/me/kept")).One("#token input[name=__RequestVerificationToken]").GetAttribute("value")!;

        return async () => (await browser.PostAsync(
            $"/me/shifts/{offer}/kept", ("event", Guid.NewGuid().ToString()), ("kind", "CheckIn"), ("seconds", "60"), ("__RequestVerificationToken", token))).Html;
    }

    /// <summary>Where nobody stands before a page: whether the volunteer was asked, or nothing was.</summary>
    private static async Task<string> SaidAsync(GuardedVisit visit, Func<Task> act)
    {
        var before = await visit.StandingAsync();
        await act();

        return before == await visit.StandingAsync() ? NothingChanged : "asked";
    }

    /// <summary>An SMS of the volunteer as the provider posts it, and what was made of it.</summary>
    private static async Task<string> WriteAsync(GuardedVisit visit, string text)
    {
        const string path = "/hooks/twilio/inbound";
        var sid = string.Create(CultureInfo.InvariantCulture, $"SM{TestData.NextNumber()}");
        Dictionary<string, string> form = new() { ["MessageSid"] = sid, ["From"] = visit.Volunteer.Phone, ["To"] = TwilioServerForTests.OwnNumber, ["Body"] = text };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add(TwilioSignature.Header, TwilioServerForTests.Sign("https://localhost" + path, form));
        using var response = await visit.App.NewBrowser().SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        return await visit.App.QueryAsync(db => db.InboundSms.Where(i => i.ProviderId == sid).Select(i => i.Verdict.ToString()).SingleAsync()) ?? "";
    }
}
