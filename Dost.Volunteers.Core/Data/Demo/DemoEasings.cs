using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Safeguarding;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>A safeguard that one coordinator wants to ease, and that waits for the other coordinator of the centre.</summary>
internal sealed class DemoEasings(VolunteersDbContext db, FieldCipher cipher, TimeProvider clock)
{
    public async Task AddAsync(CancellationToken ct)
    {
        var personId = await db.Beneficiaries.Where(b => b.VisitedByTwo && b.MergedIntoId == null && db.Centres.Any(c => c.CentreId == b.CentreId && c.Code == "1"))
            .OrderBy(b => b.BeneficiaryId).Select(b => (Guid?)b.BeneficiaryId).FirstOrDefaultAsync(ct);

        if (personId is null)
        {
            return;
        }

        db.SafeguardEasings.Add(new SafeguardEasing
        {
            SafeguardEasingId = Guid.CreateVersion7(),
            BeneficiaryId = personId.Value,
            Kind = SafeguardKind.VisitedByTwo,
            AskedById = await db.Users.Where(u => u.Email == DemoAccounts.TwoCentres).Select(u => u.Id).SingleAsync(ct),
            AskedAtUtc = clock.UtcNow().AddHours(-3),
            ReasonEncrypted = cipher.Encrypt("Qızı indi onunla yaşayır və hər ziyarətdə evdə olur. İki nəfər gəlməsi onu narahat edir."),
        });
        await db.SaveChangesAsync(ct);
    }
}
