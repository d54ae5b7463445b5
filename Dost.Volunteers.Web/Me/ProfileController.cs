using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>What is known of the volunteer who is signed in, for themselves to read.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/profile")]
public sealed class ProfileController(
    VolunteersDbContext db, CurrentUser user, OwnProfileService profile, CredentialReader credentials, FieldCipher cipher, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        if (await ReadAsync(ct) is not { } known)
        {
            return NotFound();
        }

        return View("Index", known);
    }

    [HttpPost("email-link"), EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> SendEmailLink(CancellationToken ct)
    {
        if (user.VolunteerId is { } volunteerId && await profile.SendEmailLinkAsync(volunteerId, ct))
        {
            TempData.Notice(t["The link is on its way to your e-mail address."]);
        }
        else
        {
            TempData.Warning(t["No further link was sent: the address is confirmed, or several links went out just now. Look also among the unwanted mail."]);
        }

        return LocalRedirect(Url.Content("~/me"));
    }

    private async Task<KnownOfMe?> ReadAsync(CancellationToken ct)
    {
        var own = user.VolunteerId;
        var volunteer = await db.Volunteers.AsNoTracking().Where(v => own != null && v.VolunteerId == own)
            .Include(v => v.District).Include(v => v.Centre).Include(v => v.Skills).Include(v => v.Languages).Include(v => v.Availability).Include(v => v.Consents)
            .AsSplitQuery().SingleOrDefaultAsync(ct);

        if (volunteer is null)
        {
            return null;
        }

        var skills = volunteer.Skills.ConvertAll(s => s.SkillCode);
        var languages = volunteer.Languages.ConvertAll(l => l.LanguageCode);

        return KnownOfMe.Of(
            volunteer,
            cipher.Decrypt(volunteer.FinEncrypted),
            await credentials.VettingOnAsync(volunteer.VolunteerId, clock.TodayInBaku(), ct),
            await db.Skills.AsNoTracking().Where(s => skills.Contains(s.SkillCode)).OrderBy(s => s.Position).Select(s => s.Name).ToListAsync(ct),
            await db.Languages.AsNoTracking().Where(l => languages.Contains(l.LanguageCode)).OrderBy(l => l.Position).Select(l => l.Name).ToListAsync(ct));
    }
}

/// <summary>All that is kept about the volunteer, for themselves to read.</summary>
public sealed record KnownOfMe
{
    public required Guid VolunteerId { get; init; }
    public required string FullName { get; init; }
    public required string? Fin { get; init; }
    public required DateOnly BornOn { get; init; }
    public required Gender Gender { get; init; }
    public required string Phone { get; init; }
    public required bool PhoneConfirmed { get; init; }
    public required string? Email { get; init; }
    public required bool EmailConfirmed { get; init; }
    public required LocalName District { get; init; }
    public required LocalName Centre { get; init; }
    public required Programme Programme { get; init; }
    public required VolunteerState State { get; init; }
    public required VettingLevel Vetting { get; init; }
    public required DateTime AppliedAtUtc { get; init; }
    public required string? Guardian { get; init; }
    public required IReadOnlyList<LocalName> Skills { get; init; }
    public required IReadOnlyList<LocalName> Languages { get; init; }
    public required IReadOnlyList<AvailabilityWindow> Availability { get; init; }
    public required IReadOnlyList<Consent> Consents { get; init; }

    internal static KnownOfMe Of(Volunteer volunteer, string? fin, VettingLevel vetting, IReadOnlyList<LocalName> skills, IReadOnlyList<LocalName> languages) => new()
    {
        VolunteerId = volunteer.VolunteerId,
        FullName = volunteer.FullName,
        Fin = fin,
        BornOn = volunteer.BornOn,
        Gender = volunteer.Gender,
        Phone = volunteer.Phone,
        PhoneConfirmed = volunteer.PhoneConfirmedAtUtc is not null,
        Email = volunteer.Email,
        EmailConfirmed = volunteer.EmailConfirmedAtUtc is not null,
        District = volunteer.District.Name,
        Centre = volunteer.Centre.Name,
        Programme = volunteer.Programme,
        State = volunteer.State,
        Vetting = vetting,
        AppliedAtUtc = volunteer.AppliedAtUtc,
        Guardian = volunteer.GuardianName is { } name ? $"{name}, {PhoneNumber.Display(volunteer.GuardianPhone ?? "")}" : null,
        Skills = skills,
        Languages = languages,

        // Monday first.
        Availability = [.. volunteer.Availability.OrderBy(w => w.Day.AfterMonday()).ThenBy(w => w.StartsAt)],
        Consents = [.. volunteer.Consents.OrderBy(c => c.GivenAtUtc)],
    };
}
