using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Volunteers.Intake;

/// <summary>A signed contract, for the coordinator to read and print.</summary>
[Authorize(Policy = Access.Staff), Route("desk/intake/contracts")]
public sealed class ContractsController(VolunteersDbContext db, CurrentUser user, AuditLog audit, FieldCipher cipher) : Controller
{
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        var contract = await db.SignedContracts.AsNoTracking().Where(Visible.ContractsToRead(user)).SingleOrDefaultAsync(c => c.SignedContractId == id && c.TextEncrypted != null, ct);

        if (contract is null)
        {
            return NotFound();
        }

        await audit.LookedAsync("Contract", AuditSubject.Volunteer, contract.VolunteerId, ct);

        return View(SignedContractPage.Of(contract, cipher));
    }
}
