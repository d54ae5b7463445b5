using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests;

public sealed partial class HelpRequestService
{
    /// <summary>The request that the same form made before, if it did.</summary>
    public async Task<HelpRequest?> FindSentAsync(NewHelpRequest wish, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wish);

        if (wish.FormId is not { } formId)
        {
            return null;
        }

        var formKey = KeyOf(formId, wish);

        return await db.HelpRequests.AsNoTracking().SingleOrDefaultAsync(r => r.FormKey == formKey, ct);
    }

    /// <summary>The record of a person; the one that it was joined with, if it was.</summary>
    private async Task<Beneficiary> KnownPersonAsync(Guid beneficiaryId, CancellationToken ct)
    {
        var person = await db.Beneficiaries.SingleAsync(b => b.BeneficiaryId == beneficiaryId, ct);

        while (person.MergedIntoId is { } keptId)
        {
            person = await db.Beneficiaries.SingleAsync(b => b.BeneficiaryId == keptId, ct);
        }

        return person;
    }

    /// <summary>
    /// Takes over what was said on the phone: where the person is now, their language, what else must be known. What protects them stays: a call
    /// makes no need smaller, and brings back only an agreement that the person gives themselves.
    /// </summary>
    private void Renew(Beneficiary person, NewHelpRequest wish, Guid centreId)
    {
        if (wish.Address.Trim() is { Length: > 0 } address && (address != person.Address || wish.DistrictCode != person.DistrictCode))
        {
            (person.Address, person.DistrictCode, person.CentreId) = (address, wish.DistrictCode, centreId);

            // The point of the old door.
            (person.Latitude, person.Longitude) = (null, null);
        }

        if (!string.IsNullOrWhiteSpace(wish.HealthNotes))
        {
            var known = person.HealthNotesEncrypted is { } notes ? cipher.Decrypt(notes) + "\n" : "";

            if (!known.Contains(wish.HealthNotes.Trim(), StringComparison.Ordinal))
            {
                var all = known + wish.HealthNotes.Trim();
                person.HealthNotesEncrypted = cipher.Encrypt(all.Length <= Beneficiary.HealthNotesMaxLength ? all : all[^Beneficiary.HealthNotesMaxLength..]);
            }
        }

        person.VisitorGender ??= wish.VisitorGender;
        person.Culture = wish.Culture;

        if (wish.Consent.Code == ConsentText.BeneficiaryConsent)
        {
            person.ConsentWithdrawnAtUtc = null;
        }

        person.RefreshSearchText();
        person.Touch();
        audit.Changed("PersonRenewedByCall", AuditSubject.Beneficiary, person.BeneficiaryId);
    }
}
