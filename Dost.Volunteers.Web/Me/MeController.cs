using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Me;

/// <summary>A volunteer's own page: what is next, what waits for an answer, what was served.</summary>
[Authorize(Policy = Access.Volunteer), Route("me")]
public sealed class MeController(VolunteersDbContext db, CurrentUser user, OwnShiftReader places, SwapReader swaps, ErasureService erasures, TimeProvider clock) : Controller
{
    private const int ReturnedShown = 3;
    private const int ExpiringShown = 3;
    private const int MessagesShown = 3;
    private const int SoonDays = 30;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var own = user.VolunteerId;
        var me = await db.Volunteers.AsNoTracking().Where(v => v.VolunteerId == own)
            .Select(v => new OwnStateOfMe(
                v.GivenName, v.State, v.StateReason, db.RefusalReasons.Where(r => r.RefusalReasonCode == v.RefusalReasonCode).Select(r => r.Words).FirstOrDefault(), v.PhoneConfirmedAtUtc != null, v.Email, v.EmailConfirmedAtUtc != null, v.TermEndsOn, v.Centre.Name, v.SmsOptedOut && v.EmailOptedOut)
            {
                PhoneFailed = v.PhoneFailedAtUtc != null,
                EmailFailed = v.EmailFailedAtUtc != null,
            })
            .SingleOrDefaultAsync(ct);

        if (me is null)
        {
            return NotFound();
        }

        var now = clock.UtcNow();
        var coming = await places.ComingAsync(ct);
        var mine = coming.Where(p => p.State is AssignmentState.CheckedIn or AssignmentState.Confirmed).ToList();

        // Who is checked in is there now, whatever else is near.
        var next = mine.FirstOrDefault(p => p.State is AssignmentState.CheckedIn) ?? mine.FirstOrDefault();

        return View(new MePage(
            me,
            next,
            [.. coming.Where(p => p.CanAnswer(now)).OrderBy(p => p.OfferExpiresAtUtc)],
            [.. mine.Where(p => p != next)],
            [.. coming.Where(p => p.State is AssignmentState.Waitlisted)],
            await HoursAsync(ct))
        {
            Erasure = await erasures.FindOpenAsync(own!.Value, ct),
            Papers = await PapersAsync(ct),
            LastMessages = await LastMessagesAsync(ct),
            Asked = await swaps.AskedOfMeAsync(ct),
            LastCertificate = await db.Certificates.AsNoTracking().Where(Visible.OwnCertificates(user)).Where(c => c.RevokedAtUtc == null)
                .OrderByDescending(c => c.IssuedAtUtc).ThenByDescending(c => c.CertificateId).Select(c => new LastCertificate(c.CertificateId, c.Number, c.IssuedAtUtc)).FirstOrDefaultAsync(ct),
        });
    }

    private async Task<OwnPapers> PapersAsync(CancellationToken ct)
    {
        var (today, soon) = (clock.TodayInBaku(), clock.TodayInBaku().AddDays(SoonDays));
        var papers = db.Credentials.AsNoTracking().Where(Visible.OwnCredentials(user));
        var valid = papers.Where(Credential.ValidOn(today));

        return new OwnPapers(
            await valid.CountAsync(ct),
            await papers.CountAsync(c => c.State == CredentialState.Submitted, ct),
            await valid.Where(c => c.ExpiresOn <= soon).OrderBy(c => c.ExpiresOn).Take(ExpiringShown).Select(c => new ExpiringPaper(c.CredentialType.Name, c.ExpiresOn!.Value)).ToListAsync(ct));
    }

    private async Task<IReadOnlyList<OwnMessageRow>> LastMessagesAsync(CancellationToken ct)
    {
        var own = user.VolunteerId;

        return await db.OutboundMessages.AsNoTracking().Where(m => m.RecipientKind == RecipientKind.Volunteer && m.RecipientId == own && m.State == MessageState.Sent)
            .OrderByDescending(m => m.CreatedAtUtc).ThenByDescending(m => m.OutboundMessageId).Take(MessagesShown)
            .Select(m => new OwnMessageRow(m.Kind, m.Channel, m.State, m.SentAtUtc ?? m.CreatedAtUtc)).ToListAsync(ct);
    }

    private async Task<OwnHours> HoursAsync(CancellationToken ct)
    {
        var own = user.VolunteerId;
        var entries = db.HoursEntries.AsNoTracking().Where(h => h.VolunteerId == own);
        var sums = await entries.GroupBy(h => h.State).Select(g => new { g.Key, Minutes = g.Sum(h => h.Minutes) }).ToDictionaryAsync(g => g.Key, g => g.Minutes, ct);
        var returned = await entries.Where(h => h.State == HoursState.Returned).OrderByDescending(h => h.DecidedAtUtc).ThenByDescending(h => h.Sequence)
            .Take(ReturnedShown).Select(h => new ReturnedHours(h.ServiceDate, h.Minutes, h.ReturnReason ?? "")).ToListAsync(ct);

        return new OwnHours(sums.GetValueOrDefault(HoursState.Approved), sums.GetValueOrDefault(HoursState.Submitted), returned);
    }
}

/// <summary>The first page of a volunteer.</summary>
public sealed record MePage(
    OwnStateOfMe Me, OwnShift? Next, IReadOnlyList<OwnShift> Offers, IReadOnlyList<OwnShift> Coming, IReadOnlyList<OwnShift> Waiting, OwnHours Hours)
{
    public Erasure? Erasure { get; init; }
    public required OwnPapers Papers { get; init; }

    /// <summary>Colleagues who ask to take a place over.</summary>
    public required IReadOnlyList<AskedSwap> Asked { get; init; }
    public LastCertificate? LastCertificate { get; init; }

    /// <summary>What went out last.</summary>
    public required IReadOnlyList<OwnMessageRow> LastMessages { get; init; }
}

public sealed record LastCertificate(Guid CertificateId, string Number, DateTime IssuedAtUtc);

/// <summary>How many trainings, checks and documents are valid and how many wait, and which run out soon.</summary>
public sealed record OwnPapers(int Valid, int Waiting, IReadOnlyList<ExpiringPaper> Expiring);

public sealed record ExpiringPaper(LocalName Name, DateOnly ExpiresOn);

/// <summary>Where the volunteer stands with us.</summary>
public sealed record OwnStateOfMe(
    string GivenName, VolunteerState State, string? OwnWords, LocalName? Refusal, bool PhoneConfirmed, string? Email, bool EmailConfirmed, DateOnly? TermEndsOn, LocalName Centre, bool HearsNothing)
{
    /// <summary>Messages to the number, or the address, came back.</summary>
    public bool PhoneFailed { get; init; }
    public bool EmailFailed { get; init; }

    /// <summary>Why, in the reader's language.</summary>
    public string StateReason => RefusalReason.MessageIn(CultureInfo.CurrentUICulture, Refusal, OwnWords);
}

/// <summary>Minutes that count, minutes that wait, and what came back last.</summary>
public sealed record OwnHours(int ApprovedMinutes, int WaitingMinutes, IReadOnlyList<ReturnedHours> Returned);

public sealed record ReturnedHours(DateOnly ServiceDate, int Minutes, string Reason);
