using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>Finds records that may be of the same person: each request of somebody without an account makes one of its own.</summary>
public sealed class PersonJoinReader(VolunteersDbContext db, CurrentUser user)
{
    public const int Most = 10;

    /// <summary>Numbers looked for, and records looked at for them: a number of an institution may stand in many.</summary>
    private const int MostPhones = 20;
    private const int MostByPhone = 200;

    /// <summary>Those that the coordinator may see with a phone of this person first, then those with the name in the same district.</summary>
    public async Task<IReadOnlyList<LikelyPerson>> LikelyAsync(Guid beneficiaryId, CancellationToken ct)
    {
        var person = await db.Beneficiaries.AsNoTracking().Where(Visible.Beneficiaries(user)).Where(b => b.BeneficiaryId == beneficiaryId && b.MergedIntoId == null)
            .Select(b => new { b.FullName, b.DistrictCode }).SingleOrDefaultAsync(ct);

        if (person is null)
        {
            return [];
        }

        var phones = await PhonesOf(beneficiaryId).Take(MostPhones).ToListAsync(ct);
        var ids = await IdsOf(phones, beneficiaryId).Take(MostByPhone).ToListAsync(ct);
        var byPhone = await RowsAsync(Others(beneficiaryId).Where(b => ids.Contains(b.BeneficiaryId)), sharesPhone: true, ct);

        if (byPhone.Count == Most || SearchText.Fold(person.FullName) is not { Length: > 0 } name)
        {
            return byPhone;
        }

        // Whole words in any order: one writes the family name first, another leaves out the father's.
        var alike = name.Split(' ').Aggregate(
            Others(beneficiaryId).Where(b => b.DistrictCode == person.DistrictCode && !ids.Contains(b.BeneficiaryId)), (people, word) => people.Where(b => (" " + b.SearchText + " ").Contains(" " + word + " ")));

        return [.. byPhone, .. (await RowsAsync(alike, sharesPhone: false, ct)).Take(Most - byPhone.Count)];
    }

    private IQueryable<Beneficiary> Others(Guid beneficiaryId) =>
        db.Beneficiaries.AsNoTracking().Where(Visible.Beneficiaries(user)).Where(b => b.MergedIntoId == null && b.BeneficiaryId != beneficiaryId);

    private IQueryable<string> PhonesOf(Guid beneficiaryId) => db.Beneficiaries.Where(b => b.BeneficiaryId == beneficiaryId).Select(b => b.Phone)
        .Union(db.BeneficiaryContacts.Where(c => c.BeneficiaryId == beneficiaryId).Select(c => c.Phone))
        .Union(db.HelpRequests.Where(r => r.BeneficiaryId == beneficiaryId).Select(r => r.ContactPhone));

    /// <summary>Each way of its own, so that each has its index.</summary>
    private IQueryable<Guid> IdsOf(List<string> phones, Guid beneficiaryId) => db.Beneficiaries.Where(b => phones.Contains(b.Phone)).Select(b => b.BeneficiaryId)
        .Union(db.BeneficiaryContacts.Where(c => phones.Contains(c.Phone)).Select(c => c.BeneficiaryId))
        .Union(db.HelpRequests.Where(r => phones.Contains(r.ContactPhone)).Select(r => r.BeneficiaryId))
        .Where(id => id != beneficiaryId).OrderBy(id => id);

    private Task<List<LikelyPerson>> RowsAsync(IQueryable<Beneficiary> people, bool sharesPhone, CancellationToken ct) => people.OrderBy(b => b.SearchText).ThenBy(b => b.BeneficiaryId).Take(Most)
        .Select(b => new LikelyPerson(b.BeneficiaryId, b.FullName, b.District.Name, sharesPhone, db.HelpRequests.Count(r => r.BeneficiaryId == b.BeneficiaryId))).ToListAsync(ct);
}

/// <summary>A record that may be of the same person: it shares a phone, or else the name and the district.</summary>
public sealed record LikelyPerson(Guid BeneficiaryId, string FullName, LocalName District, bool SharesPhone, int Requests);
