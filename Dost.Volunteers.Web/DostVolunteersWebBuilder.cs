using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Web.Accounts;
using Dost.Volunteers.Web.Health;
using Dost.Volunteers.Web.HelpRequests.Asking;
using Dost.Volunteers.Web.HelpRequests.Desk;
using Dost.Volunteers.Web.HelpRequests.Following;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Dost.Volunteers.Web.Shifts.Desk;
using Dost.Volunteers.Web.Shifts.Plans;
using Dost.Volunteers.Web.Volunteers.Desk;
using Dost.Volunteers.Web.Volunteers.Join;
using Dost.Volunteers.Web.Volunteers.Roster;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Dost.Volunteers.Web;

/// <summary>How the site is put together: what it needs, what each request passes through, what answers.</summary>
public static class DostVolunteersWebBuilder
{
    public static WebApplicationBuilder AddDostWeb(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Host.UseDefaultServiceProvider(options =>
        {
            options.ValidateScopes = true;
            options.ValidateOnBuild = true;
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.UseStaticFilesOfBuildOutput();

        builder.Services.AddVolunteersCore(builder.Configuration);
        builder.Services.AddDostJobs(builder.Configuration);
        builder.Services.AddMemoryCache();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddDostLocalization();
        builder.Services.AddDostPages();
        builder.Services.AddPageParts();
        builder.Services.AddValidatorsOf(typeof(DostVolunteersWebBuilder).Assembly);
        builder.Services.AddDostCookies(builder.Configuration);
        builder.Services.AddDostRateLimits(builder.Configuration);
        builder.Services.AddDostAccounts();
        builder.Services.AddDostAccess();
        builder.Services.AddDostHealth();
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));

        return builder;
    }

    /// <summary>What pages are read and worded by.</summary>
    private static void AddPageParts(this IServiceCollection services)
    {
        services.AddScoped<PageFrame>();
        services.AddSingleton<FollowPass>();
        services.AddSingleton<AskerPass>();
        services.AddSingleton<SignUpPass>();
        services.AddSingleton<DoorPass>();
        services.AddScoped<QuietCheck>();
        services.AddScoped<SignUpGuide>();
        services.AddScoped<RuleWords>();
        services.AddSingleton<MapTiles>();
        services.AddScoped<Shifts.Open.OpenChoicesReader>();
        services.AddScoped<Shifts.Open.OpenShiftsPageReader>();
        services.AddScoped<Me.ExportWriter>();
        services.AddSingleton<GuessGuard>();
        services.AddScoped<CalendarFile>();
        services.AddScoped<PendingCode>();
        services.AddScoped<AccountSignIn>();
        services.AddScoped<JoinChoicesReader>();
        services.AddScoped<ReferenceChoices>();
        services.AddScoped<AskChoicesReader>();
        services.AddScoped<HelpRequests.CallList.CallListReader>();
        services.AddScoped<Incidents.IncidentReader>();
        services.AddScoped<HelpRequests.Calls.HotlineChoicesReader>();
        services.AddScoped<HelpRequests.People.PersonPageReader>();
        services.AddScoped<HelpRequests.People.RegularVisitReader>();
        services.AddScoped<FollowPageReader>();
        services.AddScoped<BoardPageReader>();
        services.AddScoped<RequestSearchReader>();
        services.AddScoped<RequestPageReader>();
        services.AddScoped<HelpRequests.VisitDays.VisitDaysReader>();
        services.AddScoped<HelpRequests.VisitDays.VisitChoicesReader>();
        services.AddScoped<RoleChoicesReader>();
        services.AddScoped<RoleLineReader>();
        services.AddScoped<Shifts.Work.TaskReader>();
        services.AddScoped<ScoreWords>();
        services.AddScoped<ShiftPageReader>();
        services.AddScoped<PeopleReader>();
        services.AddScoped<BoardWords>();
        services.AddScoped<PlanWords>();
        services.AddScoped<PlanPageReader>();
        services.AddScoped<SearchPass>();
        services.AddScoped<RosterChoicesReader>();
        services.AddScoped<ExportLines>();
        services.AddScoped<TimelineReader>();
        services.AddScoped<Messages.InboxReader>();
        services.AddScoped<Messages.OutgoingReader>();
        services.AddScoped<Volunteers.Intake.DecisionPageReader>();
        services.AddScoped<Templates.TemplatePreviews>();
    }

    public static WebApplication UseDostWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);

        app.UseMiddleware<SecurityHeadersMiddleware>();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseMiddleware<CulturePathMiddleware>();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<CurrentUserMiddleware>();
        app.UseRequestLocalization();
        app.UseRateLimiter();
        app.UseAuthorization();

        return app;
    }

    public static WebApplication MapDostWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);

        app.MapStaticAssets().AllowAnonymous();
        app.MapControllers().WithStaticAssets();
        app.MapDostHealth();
        app.MapJobDashboard(Access.Administrator);

        // An unknown address is not found, for strangers too: without an endpoint they would be sent to sign in.
        app.MapFallback("{*path}", context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;

            return Task.CompletedTask;
        }).AllowAnonymous();

        return app;
    }

    private static void AddDostPages(this IServiceCollection services)
    {
        services.AddControllersWithViews(mvc =>
        {
            mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
            mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            mvc.UsePlainBinding();
        });
        services.ConfigureOptions<BindingMessages>();

        services.Configure<RazorViewEngineOptions>(razor =>
        {
            razor.ViewLocationFormats.Clear();
            razor.ViewLocationFormats.Add("/{1}/{0}.cshtml");
            razor.ViewLocationFormats.Add("/Shared/{0}.cshtml");
            razor.ViewLocationExpanders.Add(new SliceViewLocations());
        });
        services.Configure<RouteOptions>(routing =>
        {
            routing.LowercaseUrls = true;
            routing.AppendTrailingSlash = false;
        });
    }

    /// <summary>Outside Development, static files are found beside the published site; run from build output, they are where they were written.</summary>
    private static void UseStaticFilesOfBuildOutput(this WebApplicationBuilder builder)
    {
        var manifest = $"{builder.Environment.ApplicationName}.staticwebassets.runtime.json";

        if (File.Exists(Path.Combine(AppContext.BaseDirectory, manifest)))
        {
            builder.WebHost.UseStaticWebAssets();
        }
    }
}
