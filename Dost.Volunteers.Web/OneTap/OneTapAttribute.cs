using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.OneTap;

/// <summary>
/// A page behind a link from a message: the <c>token</c> of the route is opened first, and only a link for one of the purposes goes
/// on. The page speaks the language of the person whom the link was sent to, is kept by nobody, and tells no other site where it was.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OneTapAttribute : TypeFilterAttribute
{
    public OneTapAttribute(params LinkPurpose[] purposes)
        : base(typeof(OneTapFilter)) => Arguments = [purposes];
}

/// <summary>Around action and result alike, so that the language also holds where the view is written.</summary>
internal sealed class OneTapFilter(LinkPurpose[] purposes, OneTapLinks links, VolunteersDbContext db, GuessGuard guard, IModelMetadataProvider metadata, TimeProvider clock)
    : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        var headers = http.Response.Headers;
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        headers.CacheControl = "no-store";

        if (guard.IsSpent(http))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status429TooManyRequests);

            return;
        }

        var link = await links.FindAsync(context.RouteData.Values["token"] as string, http.RequestAborted);

        if (link is null)
        {
            guard.CountWrong(http);
        }

        if (link is null || !purposes.Contains(link.Purpose))
        {
            context.Result = Gone(context, StatusCodes.Status404NotFound, culture: null);

            return;
        }

        var person = await CultureOfAsync(link, http.RequestAborted);
        var culture = http.Features.Get<SitePlace>()?.Culture ?? person;

        if (person is null || link.ExpiresAtUtc <= clock.UtcNow())
        {
            context.Result = Gone(context, StatusCodes.Status410Gone, culture);

            return;
        }

        Speak(culture);
        http.Features.Set(link);
        await next();
    }

    /// <summary>The language of the person whom the link was sent to; null if what it was about is no longer there.</summary>
    private async Task<string?> CultureOfAsync(OneTapLink link, CancellationToken ct) => Cultures.Known(link.Purpose switch
    {
        LinkPurpose.AnswerAssignment => await db.Assignments.Where(a => a.AssignmentId == link.SubjectId).Select(a => a.Volunteer.Culture).SingleOrDefaultAsync(ct),
        LinkPurpose.ConfirmEmail or LinkPurpose.Unsubscribe => await db.Volunteers.Where(v => v.VolunteerId == link.SubjectId).Select(v => v.Culture).SingleOrDefaultAsync(ct),
        LinkPurpose.StopErasure => await db.Erasures.Where(e => e.ErasureId == link.SubjectId && e.DoneAtUtc == null)
            .Join(db.Volunteers, e => e.VolunteerId, v => v.VolunteerId, (_, v) => v.Culture).SingleOrDefaultAsync(ct),
        LinkPurpose.ResumeSignUp => await db.SignUpDrafts.Where(d => d.SignUpDraftId == link.SubjectId && d.FinishedAtUtc == null && d.FailedResumes < SignUpDraft.MaxFailedResumes)
            .Select(d => d.Culture).SingleOrDefaultAsync(ct),
        LinkPurpose.AnswerSwap => await db.Swaps.Where(s => s.SwapId == link.SubjectId).Select(s => s.Colleague.Culture).SingleOrDefaultAsync(ct),
        LinkPurpose.BookInterview => await db.Interviews.Where(i => i.InterviewId == link.SubjectId).Select(i => i.Volunteer.Culture).SingleOrDefaultAsync(ct),
        LinkPurpose.FollowHelpRequest => await db.HelpRequests.Where(r => r.HelpRequestId == link.SubjectId).Select(r => r.Culture).SingleOrDefaultAsync(ct),
    });

    private GoneResult Gone(ResourceExecutingContext context, int status, string? culture) => new(culture)
    {
        ViewName = "/OneTap/Gone.cshtml",
        StatusCode = status,
        ViewData = new ViewDataDictionary(metadata, context.ModelState),
    };

    private static void Speak(string? culture)
    {
        if (culture is not null)
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        }
    }

    /// <summary>What a filter sets is forgotten when it returns, so a page in the filter's place sets the language itself.</summary>
    private sealed class GoneResult(string? culture) : ViewResult
    {
        public override async Task ExecuteResultAsync(ActionContext context)
        {
            Speak(culture);
            await base.ExecuteResultAsync(context);
        }
    }
}
