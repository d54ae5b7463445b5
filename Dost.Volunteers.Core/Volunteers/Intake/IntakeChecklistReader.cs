using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Intake;

/// <summary>Reads what the <see cref="IntakeChecklist"/> judges by, in a fixed number of queries however many people there are.</summary>
public sealed class IntakeChecklistReader(VolunteersDbContext db, PolicyReader policyReader, TimeProvider clock)
{
    private static readonly string[] _consentCodes = [ConsentText.VolunteerTerms, ConsentText.PersonalData, ConsentText.Guardian];

    private IntakeDemands? _demands;

    /// <summary>For a volunteer of this unit of work, with what it adds and has not saved yet.</summary>
    public async Task<IntakeChecklist> ReadAsync(Volunteer volunteer, CancellationToken ct)
    {
        await db.Entry(volunteer).Collection(v => v.Consents).LoadAsync(ct);
        await db.Entry(volunteer).Collection(v => v.Contracts).LoadAsync(ct);
        await db.Entry(volunteer).Collection(v => v.Credentials).LoadAsync(ct);
        await db.Entry(volunteer).Collection(v => v.Interviews).LoadAsync(ct);

        return IntakeChecklist.Of(volunteer, await DemandsAsync(ct));
    }

    /// <summary>For the people on a page.</summary>
    public async Task<IReadOnlyDictionary<Guid, IntakeChecklist>> ReadAsync(IReadOnlyCollection<Guid> volunteerIds, CancellationToken ct)
    {
        var demands = await DemandsAsync(ct);
        var volunteers = await db.Volunteers.AsNoTracking().Where(v => volunteerIds.Contains(v.VolunteerId))
            .Include(v => v.Consents).Include(v => v.Contracts).Include(v => v.Credentials).Include(v => v.Interviews)
            .AsSplitQuery().ToListAsync(ct);

        return volunteers.ToDictionary(v => v.VolunteerId, v => IntakeChecklist.Of(v, demands));
    }

    /// <summary>What is demanded of everybody today; read once a scope and day.</summary>
    public async Task<IntakeDemands> DemandsAsync(CancellationToken ct) =>
        _demands is { } known && known.Today == clock.TodayInBaku() ? known : _demands = await ReadDemandsAsync(ct);

    private async Task<IntakeDemands> ReadDemandsAsync(CancellationToken ct)
    {
        var today = clock.TodayInBaku();
        var consents = await db.ConsentTexts.AsNoTracking().Where(t => _consentCodes.Contains(t.Code) && t.EffectiveOn <= today)
            .Select(t => new { t.Code, t.Version }).ToListAsync(ct);
        var contracts = await db.ContractTexts.AsNoTracking().Where(t => t.EffectiveOn <= today).Select(t => new { t.Programme, t.Version }).ToListAsync(ct);
        var types = await db.CredentialTypes.AsNoTracking().Where(t => t.RequiredFor.Count > 0).Include(t => t.RequiredFor).ToListAsync(ct);

        return new IntakeDemands(
            today,
            await policyReader.ReadAsync(ct),
            consents.GroupBy(t => t.Code).OrderBy(g => Array.IndexOf(_consentCodes, g.Key)).ToDictionary(g => g.Key, g => g.Max(t => t.Version)),
            contracts.GroupBy(t => t.Programme).ToDictionary(g => g.Key, g => g.Max(t => t.Version)),
            types);
    }
}
