using System.Security.Cryptography;
using System.Text.Json;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>From a wish for help to a person helped: asking, triage, planning as a task with a shift, following, feedback.</summary>
public sealed partial class HelpRequestService(
    VolunteersDbContext db, FieldCipher cipher, ShiftService shifts, VisitPlanner planner, LadderService ladders, PolicyReader policyReader, RequestCodes requestCodes, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Takes a request. Each makes a record of the person of its own, since a stranger must not change a standing one, unless who takes a call
    /// says whom it is for. The same form sent twice gives the request that it made before.
    /// </summary>
    public Task<HelpRequest> AskAsync(NewHelpRequest wish, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var formKey = wish.FormId is { } formId ? KeyOf(formId, wish) : (Guid?)null;

        if (formKey is not null && await db.HelpRequests.SingleOrDefaultAsync(r => r.FormKey == formKey, ct) is { } sent)
        {
            return sent;
        }

        var centreId = await CentreOfAsync(wish.DistrictCode, ct);
        var known = wish.BeneficiaryId is { } personId ? await KnownPersonAsync(personId, ct) : null;

        if (known is not null)
        {
            Renew(known, wish, centreId);
        }

        var request = NewRequest(
            wish, formKey, known ?? NewPerson(wish, centreId), DueTimes.Of(await policyReader.ReadAsync(ct)), await HelpHoursAsync(wish.HelpCategoryCode, ct));
        db.HelpRequests.Add(request);
        db.Consents.Add(new Consent
        {
            ConsentId = Guid.CreateVersion7(),
            HelpRequestId = request.HelpRequestId,
            Code = wish.Consent.Code,
            Version = wish.Consent.Version,
            Culture = wish.Culture,
            GivenAtUtc = request.AskedAtUtc,
        });
        await requestCodes.TellReceivedAsync(request, wish.ConfirmsPhone, ct);
        await db.SaveChangesAsync(ct);

        return request;
    });

    private async Task<Guid> CentreOfAsync(string districtCode, CancellationToken ct) =>
        await db.Districts.Where(d => d.DistrictCode == districtCode).Select(d => d.CentreId).SingleAsync(ct)
        ?? throw new InvalidOperationException("Every district has a centre.");

    /// <summary>The form and what was typed: who goes back in the browser and asks for something else has a wish of its own.</summary>
    private static Guid KeyOf(Guid formId, NewHelpRequest wish)
    {
        var typed = JsonSerializer.SerializeToUtf8Bytes(wish with { FormId = formId });

        return new Guid(SHA256.HashData(typed).AsSpan(0, 16));
    }

    private Task<int?> HelpHoursAsync(string categoryCode, CancellationToken ct) =>
        db.HelpCategories.Where(c => c.HelpCategoryCode == categoryCode).Select(c => c.HelpHours).SingleAsync(ct);

    private Beneficiary NewPerson(NewHelpRequest wish, Guid centreId)
    {
        var beneficiary = new Beneficiary
        {
            BeneficiaryId = Guid.CreateVersion7(),
            FullName = wish.BeneficiaryName.Trim(),
            Phone = wish.BeneficiaryPhone,
            Address = wish.Address.Trim(),
            DistrictCode = wish.DistrictCode,
            CentreId = centreId,
            Culture = wish.Culture,
            HealthNotesEncrypted = cipher.EncryptWritten(wish.HealthNotes),
            VisitorGender = wish.VisitorGender,
            CreatedAtUtc = clock.UtcNow(),
        };
        beneficiary.RefreshSearchText();

        return beneficiary;
    }

    private HelpRequest NewRequest(NewHelpRequest wish, Guid? formKey, Beneficiary beneficiary, DueTimes due, int? helpHours)
    {
        var now = clock.UtcNow();
        var request = new HelpRequest
        {
            HelpRequestId = Guid.CreateVersion7(),
            TrackingCode = TrackingCode.Make(),
            BeneficiaryId = beneficiary.BeneficiaryId,
            Beneficiary = beneficiary,
            CentreId = beneficiary.CentreId,
            HelpCategoryCode = wish.HelpCategoryCode,
            Description = wish.Description.Trim(),
            WantedOn = wish.WantedOn,
            WantedPart = wish.WantedPart,
            Latitude = wish.Point?.Latitude,
            Longitude = wish.Point?.Longitude,
            AskerName = wish.AskerName,
            AskerRelation = wish.AskerRelation,
            ContactPhone = wish.ContactPhone,
            ContactEmail = wish.ContactEmail,
            Culture = wish.Culture,
            AskedAtUtc = now,
            FormKey = formKey,
            ContactDueAtUtc = due.ContactDue(now),
            HelpDueAtUtc = due.HelpDue(now, wish.WantedOn, wish.WantedPart, Urgency.Normal, helpHours),
            AskedThrough = wish.AskedThrough,
            EnteredById = wish.EnteredById,
        };
        request.Begin();

        if (wish.AskedThrough is AskedThrough.Hotline)
        {
            // They speak from that number.
            request.ConfirmPhone(now);
            request.SayUrgency(wish.Urgency, due.HelpDue(now, wish.WantedOn, wish.WantedPart, wish.Urgency, helpHours));
        }

        return request;
    }

    /// <summary>Sets how urgent a new request is and takes it up. Also says anew how urgent a taken-up one is.</summary>
    public async Task<bool> TriageAsync(Guid helpRequestId, Urgency urgency, RiskLevel risk, CancellationToken ct)
    {
        var due = DueTimes.Of(await policyReader.ReadAsync(ct));
        var helpHours = await db.HelpRequests.Where(r => r.HelpRequestId == helpRequestId).Select(r => r.HelpCategory.HelpHours).SingleAsync(ct);

        return await ChangeAsync(
            helpRequestId, "HelpRequestTriaged", r => r.Triage(urgency, risk, due.HelpDue(r.AskedAtUtc, r.WantedOn, r.WantedPart, urgency, helpHours), clock.UtcNow()), ct);
    }

    public Task<bool> RejectAsync(Guid helpRequestId, string reason, CancellationToken ct) => ChangeAsync(
        helpRequestId,
        "HelpRequestRejected",
        request =>
        {
            var rejected = request.Reject(reason, clock.UtcNow());

            if (rejected)
            {
                outbox.AboutRequest(MessageKind.HelpRequestRejected, request);
            }

            return rejected;
        },
        ct);

    /// <summary>Who asked calls it off; the shift that was planned is called off with it.</summary>
    public Task<bool> CancelAsync(Guid helpRequestId, string reason, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var request = await db.HelpRequests.SingleAsync(r => r.HelpRequestId == helpRequestId, ct);

        if (!request.Cancel(clock.UtcNow()))
        {
            return false;
        }

        await shifts.CallOffForRequestAsync(helpRequestId, reason, ct);
        outbox.AboutRequest(MessageKind.HelpRequestWithdrawn, request);
        await new VisitDayEnd(db, outbox, clock).LeaveAsync(helpRequestId, ct);
        audit.Changed("HelpRequestCancelled", AuditSubject.HelpRequest, helpRequestId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    public Task<bool> GiveFeedbackAsync(Guid helpRequestId, int stars, string? words, CancellationToken ct) =>
        ChangeAsync(helpRequestId, "FeedbackGiven", r => r.GiveFeedback(stars, words, clock.UtcNow()), ct);

    /// <summary>
    /// Turns a request that was taken up into a task with a published shift. Null if it is not to be planned: somebody else was first,
    /// it was called off, the person took their agreement back, or the time has passed. It demands what <see cref="Safeguarding.VisitDemands"/> says of the
    /// person, and more where the options do. A request whose earlier shift fell through gets another shift of the same task.
    /// </summary>
    public Task<Shift?> PlanAsync(Guid helpRequestId, NewShift options, string? instructions, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var request = await db.HelpRequests.Include(r => r.Beneficiary).ThenInclude(b => b.District).Include(r => r.HelpCategory)
            .SingleAsync(r => r.HelpRequestId == helpRequestId, ct);

        if (await planner.PlanAsync(request, options, instructions, ct) is not { } shift)
        {
            return null;
        }

        if (request.Urgency is Urgency.Urgent && (await policyReader.ReadAsync(ct)).LadderStartsByItself)
        {
            ladders.Begin(request, shift);
        }

        await db.SaveChangesAsync(ct);

        return shift;
    });

    private Task<bool> ChangeAsync(Guid helpRequestId, string action, Func<HelpRequest, bool> change, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var request = await db.HelpRequests.SingleAsync(r => r.HelpRequestId == helpRequestId, ct);

        if (!change(request))
        {
            return false;
        }

        audit.Changed(action, AuditSubject.HelpRequest, helpRequestId);
        await db.SaveChangesAsync(ct);

        return true;
    });
}

/// <summary>A wish for help as it was typed, checked and cleaned: phones in E.164.</summary>
public sealed record NewHelpRequest
{
    public required string HelpCategoryCode { get; init; }
    public required string Description { get; init; }
    public required DateOnly WantedOn { get; init; }
    public required PartOfDay WantedPart { get; init; }
    public required string BeneficiaryName { get; init; }
    public required string BeneficiaryPhone { get; init; }
    public required string Address { get; init; }
    public required string DistrictCode { get; init; }
    public string? HealthNotes { get; init; }
    public Gender? VisitorGender { get; init; }

    /// <summary>Who asks, where it is not the person themselves.</summary>
    public string? AskerName { get; init; }
    public string? AskerRelation { get; init; }
    public required string ContactPhone { get; init; }
    public string? ContactEmail { get; init; }
    public required string Culture { get; init; }
    public required AgreedText Consent { get; init; }

    /// <summary>The place on the map, where somebody set it.</summary>
    public MapPoint? Point { get; init; }

    /// <summary>Whether who asked is to show by a code that the number is theirs: who asks over the web.</summary>
    public bool ConfirmsPhone { get; init; }

    /// <summary>The form that it was typed into; sent twice, it is taken once.</summary>
    public Guid? FormId { get; init; }

    /// <summary>The person it is for, where who takes a call found them; who called may not say it.</summary>
    public Guid? BeneficiaryId { get; init; }
    public AskedThrough AskedThrough { get; init; } = AskedThrough.Page;

    /// <summary>The account that wrote it down, and noted the agreement that was said.</summary>
    public Guid? EnteredById { get; init; }

    /// <summary>How urgent it sounded in a call.</summary>
    public Urgency Urgency { get; init; } = Urgency.Normal;
}
