using System.Net;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Safeguarding;

/// <summary>An incident that is told to an operator of 142 on the telephone.</summary>
public sealed class HotlineIncidentTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Path = "/en/hotline/incident";
    private const string Form = "main form.form";
    private const string What = "Pul istədi və qapını bağladı";

    [Fact]
    public async Task What_is_told_goes_to_the_centre_of_the_request_once_and_the_operator_reads_no_name()
    {
        var request = await app.AddHelpRequestAsync();
        var browser = await app.NewBrowserAsync(await app.AddOperatorAsync());
        var form = await browser.GetPageAsync(Path);

        var taken = await browser.SubmitAsync(form, Form, Told(request.TrackingCode));
        await browser.SubmitAsync(form, Form, Told(request.TrackingCode));

        Assert.Equal("/en/hotline", taken.Path);
        Assert.Equal("The report was taken. Those who work on it are told.", taken.Notice);
        Assert.DoesNotContain("Zərifə", taken.Html, StringComparison.Ordinal);
        var incident = await app.QueryAsync(db => db.Incidents.AsNoTracking().SingleAsync(i => i.HelpRequestId == request.HelpRequestId));
        Assert.Equal((request.CentreId, request.BeneficiaryId, (Guid?)null, IncidentSeverity.Serious), (incident.CentreId, incident.BeneficiaryId!.Value, incident.VolunteerId, incident.Severity));

        // Written down, it is not for the operator to read; nor for another centre.
        Assert.Contains(What, (await (await app.NewBrowserAsync(await app.AddCoordinatorAsync("1"))).GetPageAsync($"/en/desk/incidents/{incident.IncidentId}")).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"))).GetPageAsync($"/en/desk/incidents/{incident.IncidentId}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetPageAsync($"/en/desk/incidents/{incident.IncidentId}")).Status);
    }

    [Fact]
    public async Task A_code_as_it_is_read_aloud_is_understood_and_one_that_nobody_has_keeps_what_was_typed()
    {
        var request = await app.AddHelpRequestAsync();
        var browser = await app.NewBrowserAsync(await app.AddOperatorAsync());

        var wrong = await browser.SubmitAsync(await browser.GetPageAsync(Path), Form, Told("DST-0000-0000"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.StartsWith("We find no request with this code.", wrong.ComplaintOf("Code"), StringComparison.Ordinal);
        Assert.Equal(What, wrong.Value("What"));
        Assert.Equal(nameof(IncidentKind.Theft), wrong.Value("Kind"));

        var taken = await browser.SubmitAsync(wrong, Form, ("Code", request.TrackingCode.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));
        Assert.Equal("/en/hotline", taken.Path);
        Assert.Equal(1, await app.QueryAsync(db => db.Incidents.CountAsync(i => i.HelpRequestId == request.HelpRequestId)));
    }

    [Theory]
    [InlineData("Severity", "Say how bad it is")]
    [InlineData("Kind", "Say what it is about")]
    [InlineData("What", "Tell in your own words what happened")]
    public async Task What_is_missing_is_said_beside_its_field(string field, string said)
    {
        var request = await app.AddHelpRequestAsync();
        var browser = await app.NewBrowserAsync(await app.AddOperatorAsync());

        var again = await browser.SubmitAsync(await browser.GetPageAsync(Path), Form, [.. Told(request.TrackingCode).Where(f => f.Name != field), (field, field is "Severity" ? null : "")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal([said], again.Complaints);
        Assert.Equal(request.TrackingCode, again.Value("Code"));
        Assert.False(await app.QueryAsync(db => db.Incidents.AnyAsync(i => i.HelpRequestId == request.HelpRequestId)));
    }

    [Fact]
    public async Task It_is_for_who_takes_calls_only()
    {
        Assert.Equal(HttpStatusCode.OK, (await (await app.NewBrowserAsync(await app.AddCoordinatorAsync("1"))).GetPageAsync(Path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.NewBrowserAsync((await app.AddVolunteerAsync()).Account)).GetPageAsync(Path)).Status);
        Assert.StartsWith("/en/account/sign-in", (await app.NewBrowser().GetPageAsync(Path)).Path, StringComparison.Ordinal);
    }

    private static (string Name, string? Value)[] Told(string code) =>
        [("Code", code), ("Severity", nameof(IncidentSeverity.Serious)), ("Kind", nameof(IncidentKind.Theft)), ("What", What)];
}
