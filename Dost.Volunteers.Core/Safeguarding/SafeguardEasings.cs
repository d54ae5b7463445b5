using System.Linq.Expressions;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Safeguarding;

/// <summary>
/// What protects a person helped is eased by two people: one asks with a reason, another one agrees. Being stricter needs nobody else, and is done
/// where the record is changed.
/// </summary>
public sealed class SafeguardEasings(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Adds what is asked for to a change of the person's record that the caller saves. One's own question about the same gives way; false where a
    /// colleague's waits: that one is to be decided first.
    /// </summary>
    public async Task<bool> AskAsync(Guid beneficiaryId, IReadOnlyCollection<Easing> wished, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wished);
        ArgumentNullException.ThrowIfNull(reason);
        var asker = user.AccountId ?? throw new InvalidOperationException("Somebody asks.");
        var waiting = await Waiting(beneficiaryId).ToListAsync(ct);
        var (now, words, isFree) = (clock.UtcNow(), reason.Trim(), true);
        var asked = new List<SafeguardEasing>();

        foreach (var easing in wished)
        {
            if (waiting.Find(e => e.IsAbout(easing)) is { } standing)
            {
                if (standing.AskedById == asker && standing.Vetting == easing.Vetting && cipher.Decrypt(standing.ReasonEncrypted) == words)
                {
                    continue;
                }

                if (!standing.TakeBack(asker, now))
                {
                    isFree = false;
                    continue;
                }
            }

            asked.Add(new SafeguardEasing
            {
                SafeguardEasingId = Guid.CreateVersion7(),
                BeneficiaryId = beneficiaryId,
                Kind = easing.Kind,
                Vetting = easing.Vetting,
                VolunteerId = easing.VolunteerId,
                AskedById = asker,
                AskedAtUtc = now,
                ReasonEncrypted = cipher.Encrypt(words),
            });
        }

        if (asked.Count > 0)
        {
            db.SafeguardEasings.AddRange(asked);
            await TellDecidersAsync(asked[0], ct);
            audit.Changed("SafeguardEasingAsked", AuditSubject.Beneficiary, beneficiaryId);
        }

        return isFree;
    }

    /// <summary>Whether one has asked for all of it already, as after a second click.</summary>
    public async Task<bool> HasAskedAsync(Guid beneficiaryId, IReadOnlyCollection<Easing> wished, CancellationToken ct)
    {
        var own = await Waiting(beneficiaryId).Where(e => e.AskedById == user.AccountId).ToListAsync(ct);

        return wished.All(w => own.Exists(e => e.IsAbout(w) && e.Vetting == w.Vetting));
    }

    /// <summary>Ends what waits of a kind, in a change that makes it stricter and that the caller saves.</summary>
    public async Task LapseAsync(Guid beneficiaryId, Expression<Func<SafeguardEasing, bool>> which, CancellationToken ct)
    {
        foreach (var easing in await Waiting(beneficiaryId).Where(which).ToListAsync(ct))
        {
            easing.Lapse(clock.UtcNow());
            TellAsker(easing);
            audit.Changed("SafeguardEasingLapsed", AuditSubject.Beneficiary, beneficiaryId);
        }
    }

    /// <summary>Agrees to what somebody else asked for, and eases it with all coming visits.</summary>
    public Task<EasingOutcome> AgreeAsync(Guid beneficiaryId, Guid easingId, CancellationToken ct) =>
        EndAsync(Visible.EasingsToDecide(user), beneficiaryId, easingId, EasingState.Agreed, async (easing, by, now) => await EaseAsync(easing, now, ct) ? easing.Agree(by, now) : easing.Lapse(now), ct);

    /// <summary>Says no to what somebody else asked for; nothing changes.</summary>
    public Task<EasingOutcome> RefuseAsync(Guid beneficiaryId, Guid easingId, CancellationToken ct) =>
        EndAsync(Visible.EasingsToDecide(user), beneficiaryId, easingId, EasingState.Refused, (easing, by, now) => Task.FromResult(easing.Refuse(by, now)), ct);

    /// <summary>Takes back what one asked for.</summary>
    public Task<EasingOutcome> TakeBackAsync(Guid beneficiaryId, Guid easingId, CancellationToken ct) =>
        EndAsync(Visible.OwnEasings(user), beneficiaryId, easingId, EasingState.TakenBack, (easing, by, now) => Task.FromResult(easing.TakeBack(by, now)), ct);

    private Task<EasingOutcome> EndAsync(
        Expression<Func<SafeguardEasing, bool>> which, Guid beneficiaryId, Guid easingId, EasingState wished, Func<SafeguardEasing, Guid, DateTime, Task<bool>> end, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var easing = await db.SafeguardEasings.Include(e => e.Beneficiary).Where(which).SingleOrDefaultAsync(e => e.SafeguardEasingId == easingId && e.BeneficiaryId == beneficiaryId, ct);

        if (easing is null || user.AccountId is not { } by)
        {
            return EasingOutcome.NotFound;
        }

        if (easing.State is EasingState.Waiting)
        {
            if (!await end(easing, by, clock.UtcNow()))
            {
                db.ChangeTracker.Clear();

                return EasingOutcome.NotFound;
            }

            TellAsker(easing);
            audit.Changed($"SafeguardEasing{easing.State}", AuditSubject.Beneficiary, beneficiaryId);
            await db.SaveChangesAsync(ct);

            return easing.State == wished ? EasingOutcome.Done : EasingOutcome.Lapsed;
        }

        // A second click of the same person.
        return easing.State == wished && easing.DecidedById == by ? EasingOutcome.Done : EasingOutcome.DecidedMeanwhile;
    });

    /// <summary>The others of the centre, else the administrators. What was asked at once is one piece of news: the record shows all of it.</summary>
    private async Task TellDecidersAsync(SafeguardEasing asked, CancellationToken ct)
    {
        var centreId = await db.Beneficiaries.Where(b => b.BeneficiaryId == asked.BeneficiaryId).Select(b => b.CentreId).SingleAsync(ct);
        var colleagues = await db.CoordinatorsOf(centreId).Where(id => id != asked.AskedById).ToListAsync(ct);

        foreach (var account in colleagues.Count > 0 ? colleagues : await db.AdministratorIds().Where(id => id != asked.AskedById).ToListAsync(ct))
        {
            outbox.News(MessageKind.EasingAsked, Recipient.Account(account), asked.SafeguardEasingId, 0, MessageChannel.Email);
        }
    }

    private void TellAsker(SafeguardEasing easing)
    {
        if (easing.AskedById != user.AccountId)
        {
            outbox.News(MessageKind.EasingDecided, Recipient.Account(easing.AskedById), easing.SafeguardEasingId, 0, MessageChannel.Email);
        }
    }

    /// <summary>False where what was asked about has changed meanwhile, as by an incident that parted the two.</summary>
    private async Task<bool> EaseAsync(SafeguardEasing easing, DateTime now, CancellationToken ct)
    {
        var person = easing.Beneficiary;

        if (easing.Kind is SafeguardKind.Exclusion)
        {
            if (await db.ExcludedPairs.SingleOrDefaultAsync(p => p.BeneficiaryId == easing.BeneficiaryId && p.VolunteerId == easing.VolunteerId && p.IncidentId == null, ct) is not { } pair)
            {
                return false;
            }

            db.ExcludedPairs.Remove(pair);
        }
        else if (easing.Eases(person))
        {
            await db.RenewComingAsync(person, () => Ease(easing), now, ct);
        }
        else
        {
            return false;
        }

        person.Touch();

        return true;
    }

    private static void Ease(SafeguardEasing easing)
    {
        var person = easing.Beneficiary;
        person.Vetting = easing.Vetting ?? person.Vetting;
        person.VisitedByTwo &= easing.Kind is not SafeguardKind.VisitedByTwo;
        person.KnownVisitorsOnly &= easing.Kind is not SafeguardKind.KnownVisitorsOnly;
    }

    private IQueryable<SafeguardEasing> Waiting(Guid beneficiaryId) => db.SafeguardEasings.Where(e => e.BeneficiaryId == beneficiaryId && e.State == EasingState.Waiting);
}

public enum EasingOutcome
{
    Done,

    /// <summary>Not there, not for the caller to see, or their own question.</summary>
    NotFound,

    /// <summary>Somebody else was first.</summary>
    DecidedMeanwhile,

    /// <summary>What it was about has changed: nothing was eased.</summary>
    Lapsed,
}
