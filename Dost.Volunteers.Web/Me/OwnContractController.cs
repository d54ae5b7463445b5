using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>Reading and signing the contract on the phone, and reading what was signed.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/contract")]
public sealed class OwnContractController(
    VolunteersDbContext db, CurrentUser user, ContractService contracts, IntakeChecklistReader checklists, FieldCipher cipher, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        if (user.VolunteerId is not { } own)
        {
            return NotFound();
        }

        return await contracts.ReadAsync(own, CultureInfo.CurrentUICulture, ct) is { } offer
            ? View("Sign", new SignForm { Offer = offer, Hash = offer.Hash, CredentialNames = await NamesAsync(ct) })
            : View("Index", await PageAsync(own, ct));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        var own = user.VolunteerId;

        return await db.SignedContracts.AsNoTracking().SingleOrDefaultAsync(c => own != null && c.VolunteerId == own && c.SignedContractId == id && c.TextEncrypted != null, ct) is { } contract
            ? View(SignedContractPage.Of(contract, cipher))
            : NotFound();
    }

    [HttpPost("code"), EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> SendCode(CancellationToken ct)
    {
        if (user.VolunteerId is { } own && await contracts.SendCodesAsync(own, ct))
        {
            TempData.Notice(t["The code is on its way by SMS. It is valid for ten minutes."]);
        }
        else
        {
            TempData.Warning(t["No further code was sent: several went out in the last hour. Try again later, or call 142."]);
        }

        return LocalRedirect(Url.Content("~/me/contract") + "#sign");
    }

    [HttpPost(""), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Sign(SignForm form, [FromServices] IValidator<SignForm> validator, CancellationToken ct)
    {
        if (user.VolunteerId is not { } own)
        {
            return NotFound();
        }

        var culture = CultureInfo.CurrentUICulture;

        if (await contracts.ReadAsync(own, culture, ct) is not { } offer)
        {
            // A second click, or the back button: what was signed is shown.
            return LocalRedirect(Url.Content("~/me/contract"));
        }

        form.Offer = offer;
        form.CredentialNames = await NamesAsync(ct);

        if (await ModelState.AcceptsAsync(form, validator, ct))
        {
            var result = await contracts.SignAsync(own, form.ToSignature(HttpContext.Connection.RemoteIpAddress?.ToString()), culture, ct);

            if (result.Outcome is SignOutcome.Done or SignOutcome.AlreadySigned or SignOutcome.NothingToSign)
            {
                if (result.Outcome is SignOutcome.Done)
                {
                    TempData.Notice(result.IsActive ? t["You have signed, and you are a volunteer now. Welcome!"] : t["You have signed. Thank you!"]);
                }

                return LocalRedirect(Url.Content(result.IsActive ? "~/me" : "~/me/contract"));
            }

            Complain(form, result);
        }

        return this.FormView(form, "Sign");
    }

    private void Complain(SignForm form, SignResult result)
    {
        switch (result.Outcome)
        {
            case SignOutcome.TextChanged:
                ModelState.Remove(nameof(form.Hash));
                form.Hash = form.Offer.Hash;
                ModelState.AddModelError(nameof(form.Name), t["The contract has changed since you opened it. Read it once more, then sign"]);
                break;
            case SignOutcome.NameDiffers:
                ModelState.AddModelError(nameof(form.Name), t["Write your first and last name as they stand in the contract"]);
                break;
            case SignOutcome.GuardianNameDiffers:
                ModelState.AddModelError(nameof(form.GuardianName), t["Write the name of the parent as it stands in the contract"]);
                break;
            case SignOutcome.MustAgree:
                ModelState.AddModelError(nameof(form.Agrees), t["Tick that you agree"]);
                break;
            case SignOutcome.CodeRefused:
                Complain(nameof(form.Code), result.Code);
                Complain(nameof(form.GuardianCode), result.GuardianCode);
                break;
            case SignOutcome.GuardianUnknown:
                ModelState.AddModelError(nameof(form.Name), t["We do not know the phone of your parent yet. Call your centre"]);
                break;
            case SignOutcome.Done or SignOutcome.AlreadySigned or SignOutcome.NothingToSign:
                break;
        }
    }

    private void Complain(string field, CodeOutcome outcome)
    {
        var complaint = outcome switch
        {
            CodeOutcome.Right => null,
            CodeOutcome.Wrong => t["This is not the code. Look at the newest SMS"].Value,
            CodeOutcome.Expired => t["This code has run out. Ask for a new one"].Value,
            CodeOutcome.TooManyAttempts => t["There were too many attempts. Ask for a new code"].Value,
        };

        if (complaint is not null)
        {
            ModelState.AddModelError(field, complaint);
        }
    }

    private async Task<OwnContractPage> PageAsync(Guid own, CancellationToken ct)
    {
        var state = await db.Volunteers.Where(v => v.VolunteerId == own).Select(v => v.State).SingleAsync(ct);
        var signed = await db.SignedContracts.AsNoTracking().Where(c => c.VolunteerId == own).OrderByDescending(c => c.SignedAtUtc)
            .Select(c => new OwnContractRow(c.SignedContractId, c.SignedAtUtc, c.TextVersion, c.IsOnPaper)).ToListAsync(ct);
        var missing = state is VolunteerState.Training ? (await checklists.ReadAsync([own], ct))[own].Missing : [];

        return new OwnContractPage(state, signed, missing, await NamesAsync(ct));
    }

    private async Task<IReadOnlyDictionary<string, LocalName>> NamesAsync(CancellationToken ct) =>
        await db.CredentialTypes.AsNoTracking().ToDictionaryAsync(c => c.CredentialTypeCode, c => c.Name, ct);
}

public sealed record OwnContractPage(VolunteerState State, IReadOnlyList<OwnContractRow> Contracts, IReadOnlyList<IntakeGap> Missing, IReadOnlyDictionary<string, LocalName> CredentialNames);

public sealed record OwnContractRow(Guid SignedContractId, DateTime SignedAtUtc, int Version, bool IsOnPaper);
