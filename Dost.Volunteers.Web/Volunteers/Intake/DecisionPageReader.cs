using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Intake;

/// <summary>Reads the pages about one person's intake; null where the person is not for these eyes.</summary>
public sealed class DecisionPageReader(VolunteersDbContext db, CurrentUser user, IntakeChecklistReader checklists, FieldCipher cipher, MessageTemplateReader templates, IStringLocalizer<Text> t)
{
    public async Task<DecisionPage?> ReadAsync(Guid volunteerId, CancellationToken ct)
    {
        var volunteer = await db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user)).Include(v => v.Centre).Include(v => v.District)
            .Include(v => v.Contracts).Include(v => v.Terms).Include(v => v.Interviews).ThenInclude(i => i.Slot)
            .AsSplitQuery().SingleOrDefaultAsync(v => v.VolunteerId == volunteerId, ct);

        if (volunteer is null)
        {
            return null;
        }

        var checklist = (await checklists.ReadAsync([volunteerId], ct))[volunteerId];
        var reason = await db.RefusalReasons.AsNoTracking().Where(r => r.RefusalReasonCode == volunteer.RefusalReasonCode).Select(r => r.Words).SingleOrDefaultAsync(ct);

        return new DecisionPage
        {
            Volunteer = volunteer,
            Missing = checklist.Missing,
            CredentialNames = await db.CredentialNamesAsync(ct),
            Interviews = [.. volunteer.Interviews.OrderByDescending(i => i.InvitedAtUtc).Select(i => new InterviewRow(
                i.InterviewId, i.State, i.InvitedAtUtc, i.Slot?.StartsAtUtc, i.Slot?.EndsAtUtc, i.Slot?.Way, cipher.Decrypt(i.NoteEncrypted)))],
            Contracts = [.. volunteer.Contracts.OrderByDescending(c => c.SignedAtUtc)],
            Terms = [.. volunteer.Terms.OrderByDescending(term => term.StartsOn)],
            RefusalWords = RefusalReason.MessageIn(CultureInfo.CurrentUICulture, reason, volunteer.StateReason),
            RefusalNote = cipher.Decrypt(volunteer.RefusalNoteEncrypted),
        };
    }

    public async Task<(RefusalPage Page, Guid Version)?> RefusalAsync(Guid volunteerId, CancellationToken ct)
    {
        var found = await db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user)).Where(v => v.VolunteerId == volunteerId)
            .Select(v => new { v.GivenName, v.FamilyName, v.Culture, v.CommitmentsVersion }).SingleOrDefaultAsync(ct);

        if (found is null)
        {
            return null;
        }

        var culture = CultureInfo.CurrentUICulture;
        var reasons = await db.RefusalReasons.AsNoTracking().OrderBy(r => r.Position).ToListAsync(ct);

        return (
            new RefusalPage(
                volunteerId,
                $"{found.GivenName} {found.FamilyName}",
                found.Culture,
                [new SelectListItem(t["Choose a reason"], ""), .. reasons.Select(r => new SelectListItem(r.Words.In(culture), r.RefusalReasonCode))]),
            found.CommitmentsVersion);
    }

    /// <summary>The very words that would go out, in the person's language.</summary>
    public async Task<RefusalPage> PreviewAsync(RefusalPage page, RefusalForm form, CancellationToken ct)
    {
        var reason = await db.RefusalReasons.AsNoTracking().SingleAsync(r => r.RefusalReasonCode == form.Reason, ct);
        var givenName = await db.Volunteers.Where(v => v.VolunteerId == page.VolunteerId).Select(v => v.GivenName).SingleAsync(ct);
        var values = new Dictionary<string, string>
        {
            ["name"] = givenName,
            ["reason"] = RefusalReason.MessageIn(CultureInfo.GetCultureInfo(page.Culture), reason.Words, form.Words),
            ["link"] = "",
        };

        var known = await templates.ReadAsync([MessageKind.VolunteerRejected], ct);

        MessageWords? Words(MessageChannel channel) => known.Find(MessageKind.VolunteerRejected, channel, page.Culture) is { } words ? MessageTemplates.Fill(words, values) : null;

        return page with { Sms = Words(MessageChannel.Sms), Email = Words(MessageChannel.Email) };
    }
}
