using System.Net;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests.People;

/// <summary>Easing a safeguard on the pages: one asks with a reason, another one decides.</summary>
public sealed class EasingPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Why = "Qızı indi onunla yaşayır";

    [Fact]
    public async Task Without_a_reason_the_form_comes_back_as_it_was_typed()
    {
        var request = await GuardedAsync();
        var browser = await StaffAsync();

        var again = await browser.SubmitAsync(await browser.GetPageAsync(Path(request) + "/needs"), "main form", ("VisitedByTwo", "false"), ("HealthNotes", "Astma"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Tələbi yumşaldırsınız: niyə daha azının kifayət etdiyini yazın"), (again.Status, again.ComplaintOf("WhyLess")));
        Assert.Equal("Astma", again.Value("HealthNotes")?.Trim());
        Assert.False(again.One("input[name=VisitedByTwo][type=checkbox]").HasAttribute("checked"));
        Assert.True(await IsVisitedByTwoAsync(request));

        var asked = await browser.SubmitAsync(again, "main form", ("WhyLess", Why));
        Assert.Contains("ikinci şəxs", asked.Notice!, StringComparison.Ordinal);
        Assert.True(await IsVisitedByTwoAsync(request));
    }

    [Fact]
    public async Task A_second_coordinator_is_told_on_the_day_reads_why_and_agrees()
    {
        var request = await GuardedAsync();
        var (asker, second) = (await app.AddCoordinatorAsync(), await StaffAsync());
        await AskAsync(await app.NewBrowserAsync(asker), request);

        var today = await second.GetPageAsync("/az/desk");
        Assert.NotEmpty(today.All($"section[aria-labelledby=easings] a[href*='{request.BeneficiaryId}']"));
        Assert.DoesNotContain(Why, today.Words, StringComparison.Ordinal);
        var record = await second.GetPageAsync(Path(request));
        Assert.Contains(Why, record.Text("section[aria-labelledby=easings]"), StringComparison.Ordinal);
        Assert.Contains(asker.DisplayName, record.Text("section[aria-labelledby=easings]"), StringComparison.Ordinal);
        Assert.Empty(record.All("form[action$='/take-back']"));

        var agreed = await second.SubmitAsync(record, Form("agree"));
        Assert.StartsWith("Razılıq verildi", agreed.Notice!, StringComparison.Ordinal);
        Assert.False(await IsVisitedByTwoAsync(request));
        Assert.StartsWith("Razılıq verildi", (await second.SubmitAsync(record, Form("agree"))).Notice!, StringComparison.Ordinal);
        Assert.Contains("qərar verib", (await second.SubmitAsync(record, Form("refuse"))).Notice!, StringComparison.Ordinal);
        Assert.Contains(Why, (await second.GetPageAsync(Path(request))).Text("section[aria-labelledby=easings]"), StringComparison.Ordinal);
        Assert.DoesNotContain(request.BeneficiaryId.ToString(), (await second.GetPageAsync("/az/desk")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asked_takes_it_back_and_agrees_to_it_not_even_by_a_forged_form()
    {
        var request = await GuardedAsync();
        var browser = await StaffAsync();
        var record = await AskAsync(browser, request);
        var easing = await app.QueryAsync(db => db.SafeguardEasings.SingleAsync(e => e.BeneficiaryId == request.BeneficiaryId));
        Assert.Empty(record.All(Form("agree")));
        Assert.Empty(record.All(Form("refuse")));
        Assert.DoesNotContain(request.BeneficiaryId.ToString(), (await browser.GetPageAsync("/az/desk")).Html, StringComparison.Ordinal);

        var forged = await browser.SubmitToAsync(record, Form("take-back"), $"{Path(request)}/easings/{easing.SafeguardEasingId}/agree");
        Assert.Equal(HttpStatusCode.NotFound, forged.Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync($"{Path(request)}/easings/{easing.SafeguardEasingId}/take-back")).Status);
        Assert.True(await IsVisitedByTwoAsync(request));

        await browser.SubmitAsync(record, Form("take-back"));
        await browser.SubmitAsync(record, Form("take-back"));
        Assert.Equal(EasingState.TakenBack, await app.QueryAsync(db => db.SafeguardEasings.Where(e => e.SafeguardEasingId == easing.SafeguardEasingId).Select(e => e.State).SingleAsync()));
        Assert.True(await IsVisitedByTwoAsync(request));
    }

    [Fact]
    public async Task An_exclusion_is_asked_about_on_a_page_of_its_own()
    {
        var request = await app.AddHelpRequestAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        await app.QueryAsync(async db =>
        {
            db.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = request.BeneficiaryId, VolunteerId = volunteer.VolunteerId, ExcludedAtUtc = app.NowUtc });

            return await db.SaveChangesAsync();
        });
        var (browser, second) = (await StaffAsync(), await StaffAsync());
        var form = await browser.GetPageAsync($"{Path(request)}/excluded/{volunteer.VolunteerId}/remove");

        var again = await browser.SubmitAsync(form);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Könüllünün niyə yenidən gedə biləcəyini yazın"), (again.Status, again.ComplaintOf("WhyLess")));
        var asked = await browser.SubmitAsync(again, ("WhyLess", Why));
        Assert.Contains(volunteer.FullName, asked.Text("section[aria-labelledby=easings]"), StringComparison.Ordinal);
        await browser.SubmitAsync(again, ("WhyLess", Why));
        Assert.Equal(1, await app.QueryAsync(db => db.SafeguardEasings.CountAsync(e => e.BeneficiaryId == request.BeneficiaryId)));

        await second.SubmitAsync(await second.GetPageAsync(Path(request)), Form("agree"));
        Assert.Equal(0, await app.QueryAsync(db => db.ExcludedPairs.CountAsync(p => p.BeneficiaryId == request.BeneficiaryId)));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"{Path(request)}/excluded/{volunteer.VolunteerId}/remove")).Status);
    }

    [Fact]
    public async Task Taking_up_a_request_asks_for_the_reason_too_where_it_eases()
    {
        var request = await GuardedAsync();
        var browser = await StaffAsync();
        var page = await browser.GetPageAsync($"/az/desk/requests/{request.HelpRequestId}");

        var again = await browser.SubmitAsync(page, "form[action$='/triage']", ("VisitedByTwo", "false"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.NotNull(again.ComplaintOf("WhyLess"));
        Assert.Equal(HelpRequestState.New, await StateAsync(request));

        var taken = await browser.SubmitAsync(again, "form[action$='/triage']", ("WhyLess", Why));
        Assert.Contains("ikinci şəxs", taken.Notice!, StringComparison.Ordinal);
        Assert.Equal(HelpRequestState.Triaged, await StateAsync(request));
        Assert.True(await IsVisitedByTwoAsync(request));
        Assert.Contains("ikinci şəxsi gözləyir", taken.Words, StringComparison.Ordinal);

        var free = await app.AddHelpRequestAsync();
        Assert.Empty((await browser.GetPageAsync($"/az/desk/requests/{free.HelpRequestId}")).All("#WhyLess"));
    }

    private static string Path(HelpRequest request) => $"/az/desk/people-helped/{request.BeneficiaryId}";

    private static string Form(string deed) => $"form[action*='/easings/'][action$='/{deed}']";

    private async Task<Browser> StaffAsync() => await app.NewBrowserAsync(await app.AddCoordinatorAsync());

    private static async Task<WebPage> AskAsync(Browser browser, HelpRequest request) =>
        await browser.SubmitAsync(await browser.GetPageAsync(Path(request) + "/needs"), "main form", ("VisitedByTwo", "false"), ("WhyLess", Why));

    private async Task<HelpRequest> GuardedAsync()
    {
        var request = await app.AddHelpRequestAsync();
        await app.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == request.BeneficiaryId).ExecuteUpdateAsync(set => set.SetProperty(b => b.VisitedByTwo, true)));

        return request;
    }

    private Task<bool> IsVisitedByTwoAsync(HelpRequest request) => app.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == request.BeneficiaryId).Select(b => b.VisitedByTwo).SingleAsync());

    private Task<HelpRequestState> StateAsync(HelpRequest request) => app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => r.State).SingleAsync());
}
