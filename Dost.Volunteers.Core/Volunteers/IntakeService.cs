using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers;

/// <summary>The application, and the confirmation of phone and e-mail address. What is decided on it is with <see cref="Intake.DecisionService"/>.</summary>
public sealed class IntakeService(
    VolunteersDbContext db, FieldCipher cipher, OneTimeCodeService codes, UserManager<UserAccount> accounts, Outbox outbox, TimeProvider clock)
{
    /// <summary>
    /// Takes an application and sends the code that confirms the phone. A stranger learns nothing of who is known: who applies with a
    /// phone that is registered gets a sign-in code on that phone instead, and with a FIN that is known under another phone no code at all. Who is known is told of it where they are known.
    /// </summary>
    public Task<ApplyResult> ApplyAsync(NewVolunteer application, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var finHash = cipher.HashOfFin(application.Fin);
        var known = await db.Volunteers.Where(v => v.Phone == application.Phone || v.FinHash == finHash || (application.Email != null && v.Email == application.Email)).ToListAsync(ct);

        // Nobody has shown that an unconfirmed application is theirs: a new one with the same data takes its place. For one that was entered
        // from paper a coordinator vouches, so that no stranger can push it out.
        var unproven = known.Where(v => v.PhoneConfirmedAtUtc is null && v.ImportedAtUtc is null && v.State is VolunteerState.Applied).ToList();
        var proven = known.Except(unproven).FirstOrDefault();

        if (proven is not null)
        {
            await TellKnownAsync(proven, ct);

            return await AnswerKnownAsync(proven, application, ct);
        }

        if (unproven.Count > 0)
        {
            db.Volunteers.RemoveRange(unproven);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }

        // The same phone keeps its id, so that applying again and again does not send more codes than one person may have.
        var id = unproven.Find(v => v.Phone == application.Phone)?.VolunteerId ?? Guid.CreateVersion7();
        var volunteer = NewRecord(id, application, finHash, await CentreOfAsync(application.DistrictCode, ct));
        db.Volunteers.Add(volunteer);
        await db.SaveChangesAsync(ct);
        await codes.IssueAsync(OneTimeCodePurpose.ConfirmPhone, id, Recipient.Volunteer(id), ct);

        return new ApplyResult(volunteer.VolunteerId, OneTimeCodePurpose.ConfirmPhone);
    });

    /// <summary>Confirms the phone with the code, makes the account, and sends what follows: the receipt and the link for the e-mail address.</summary>
    public async Task<CodeOutcome> ConfirmPhoneAsync(Guid volunteerId, string? code, CancellationToken ct)
    {
        var outcome = await codes.CheckAsync(OneTimeCodePurpose.ConfirmPhone, volunteerId, code, ct);

        if (outcome is not CodeOutcome.Right)
        {
            return outcome;
        }

        var volunteer = await db.Volunteers.SingleAsync(v => v.VolunteerId == volunteerId, ct);
        volunteer.PhoneConfirmedAtUtc ??= clock.UtcNow();
        var recipient = Recipient.Volunteer(volunteerId);
        outbox.News(MessageKind.ApplicationReceived, recipient, volunteerId, 0, MessageChannel.Sms);

        if (volunteer.Email is not null)
        {
            outbox.News(MessageKind.ApplicationReceived, recipient, volunteerId, 0, MessageChannel.Email);
            outbox.Now(MessageKind.ConfirmEmail, recipient, volunteerId, MessageChannel.Email);
        }

        if (await db.Users.AnyAsync(a => a.VolunteerId == volunteerId, ct))
        {
            await db.SaveChangesAsync(ct);
        }
        else
        {
            // Saves what stands above too: the account and the confirmation are one.
            await AddAccountAsync(volunteer);
        }

        return CodeOutcome.Right;
    }

    public async Task<bool> ResendCodeAsync(Guid volunteerId, CancellationToken ct) =>
        await db.Volunteers.AnyAsync(v => v.VolunteerId == volunteerId && v.PhoneConfirmedAtUtc == null, ct)
        && await codes.IssueAsync(OneTimeCodePurpose.ConfirmPhone, volunteerId, Recipient.Volunteer(volunteerId), ct);

    /// <summary>The link of the e-mail was followed: the address is theirs.</summary>
    public async Task ConfirmEmailAsync(Guid volunteerId, CancellationToken ct)
    {
        var volunteer = await db.Volunteers.SingleAsync(v => v.VolunteerId == volunteerId, ct);
        volunteer.EmailConfirmedAtUtc ??= clock.UtcNow();
        var account = await db.Users.SingleOrDefaultAsync(a => a.VolunteerId == volunteerId, ct);

        if (account is not null && volunteer.Email is not null)
        {
            account.Email = volunteer.Email;
            account.EmailConfirmed = true;
            account.NormalizedEmail = accounts.NormalizeEmail(volunteer.Email);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>A record of a volunteer from what was typed or imported.</summary>
    public Volunteer NewRecord(Guid id, NewVolunteer application, string? finHash, Guid centreId)
    {
        var now = clock.UtcNow();
        var volunteer = new Volunteer
        {
            VolunteerId = id,
            GivenName = application.GivenName.Trim(),
            FamilyName = application.FamilyName.Trim(),
            FinEncrypted = finHash is null ? null : cipher.Encrypt(application.Fin),
            FinHash = finHash,
            BornOn = application.BornOn,
            Gender = application.Gender,
            Phone = application.Phone,
            Email = application.Email,
            DistrictCode = application.DistrictCode,
            CentreId = centreId,
            Programme = application.Programme,
            Culture = application.Culture,
            GuardianName = application.GuardianName,
            GuardianPhone = application.GuardianPhone,
            AppliedAtUtc = now,
        };
        volunteer.Skills.AddRange(application.Skills.Distinct().Select(s => new VolunteerSkill { VolunteerId = id, SkillCode = s }));
        volunteer.Languages.AddRange(application.Languages.Distinct().Select(l => new VolunteerLanguage { VolunteerId = id, LanguageCode = l }));
        volunteer.Availability.AddRange(application.Availability.Select(w => new AvailabilityWindow
        {
            AvailabilityWindowId = Guid.CreateVersion7(),
            VolunteerId = id,
            Day = w.Day,
            StartsAt = w.StartsAt,
            EndsAt = w.EndsAt,
        }));
        volunteer.Consents.AddRange(application.Consents.Select(c => new Consent
        {
            ConsentId = Guid.CreateVersion7(),
            VolunteerId = id,
            Code = c.Code,
            Version = c.Version,
            Culture = application.Culture,
            GivenAtUtc = c.SignedOn is { } day ? BakuTime.ToUtc(day, TimeOnly.MinValue) : now,
            IsOnPaper = c.SignedOn is not null,
        }));
        volunteer.RefreshSearchText();

        return volunteer;
    }

    private async Task<ApplyResult> AnswerKnownAsync(Volunteer proven, NewVolunteer application, CancellationToken ct)
    {
        if (proven.Phone == application.Phone && await db.Users.SingleOrDefaultAsync(a => a.VolunteerId == proven.VolunteerId, ct) is { } account)
        {
            await codes.IssueAsync(OneTimeCodePurpose.SignIn, account.Id, Recipient.Account(account.Id), ct);
            return new ApplyResult(account.Id, OneTimeCodePurpose.SignIn);
        }

        if (proven.Phone == application.Phone && proven.AwaitsPhone)
        {
            await codes.IssueAsync(OneTimeCodePurpose.ConfirmPhone, proven.VolunteerId, Recipient.Volunteer(proven.VolunteerId), ct);
            return new ApplyResult(proven.VolunteerId, OneTimeCodePurpose.ConfirmPhone);
        }

        return new ApplyResult(Guid.CreateVersion7(), OneTimeCodePurpose.ConfirmPhone);
    }

    /// <summary>
    /// Somebody, perhaps they, signed up again: they are told where they are known, once a day, and how to sign in. On the page nothing shows it, and the
    /// message says nothing of what was typed.
    /// </summary>
    private async Task TellKnownAsync(Volunteer known, CancellationToken ct)
    {
        var day = BakuTime.DateOf(clock.UtcNow()).DayNumber;

        if (await db.OutboundMessages.AnyAsync(m => m.RecipientId == known.VolunteerId && m.Kind == MessageKind.AppliedAgain && m.SubjectVersion == day, ct))
        {
            return;
        }

        outbox.News(MessageKind.AppliedAgain, Recipient.Volunteer(known.VolunteerId), known.VolunteerId, day, MessageChannel.Sms);

        if (known.Email is not null)
        {
            outbox.News(MessageKind.AppliedAgain, Recipient.Volunteer(known.VolunteerId), known.VolunteerId, day, MessageChannel.Email);
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task<Guid> CentreOfAsync(string districtCode, CancellationToken ct) =>
        await db.Districts.Where(d => d.DistrictCode == districtCode).Select(d => d.CentreId).SingleAsync(ct)
        ?? throw new InvalidOperationException("Every district has a centre.");

    private async Task AddAccountAsync(Volunteer volunteer)
    {
        var account = new UserAccount
        {
            Id = Guid.CreateVersion7(),
            UserName = volunteer.VolunteerId.ToString("N"),
            DisplayName = volunteer.FullName,
            Culture = volunteer.Culture,
            VolunteerId = volunteer.VolunteerId,
            PhoneNumber = volunteer.Phone,
            PhoneNumberConfirmed = true,
        };
        Require(await accounts.CreateAsync(account));
        Require(await accounts.AddToRoleAsync(account, Roles.Volunteer));
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException("The account could not be made: " + string.Join(", ", result.Errors.Select(e => e.Code)));
        }
    }
}

/// <summary>An application as it was typed, checked and cleaned: phone in E.164, FIN upper-case, e-mail in small letters.</summary>
public sealed record NewVolunteer
{
    public required string GivenName { get; init; }
    public required string FamilyName { get; init; }
    public required string Fin { get; init; }
    public required DateOnly BornOn { get; init; }
    public required Gender Gender { get; init; }
    public required string Phone { get; init; }
    public string? Email { get; init; }
    public required string DistrictCode { get; init; }
    public required Programme Programme { get; init; }
    public required string Culture { get; init; }
    public string? GuardianName { get; init; }
    public string? GuardianPhone { get; init; }
    public IReadOnlyCollection<string> Skills { get; init; } = [];
    public IReadOnlyCollection<string> Languages { get; init; } = [];
    public IReadOnlyCollection<Matching.WeeklyWindow> Availability { get; init; } = [];

    /// <summary>The texts agreed to.</summary>
    public IReadOnlyCollection<AgreedText> Consents { get; init; } = [];
}

/// <summary>A version of a text that somebody agreed to.</summary>
public sealed record AgreedText(string Code, int Version)
{
    /// <summary>The day on which it was signed on paper; none where it was ticked here.</summary>
    public DateOnly? SignedOn { get; init; }
}

/// <summary>Whose code the next page asks for, and for what: a sign-in where the person was known already.</summary>
public sealed record ApplyResult(Guid SubjectId, OneTimeCodePurpose Purpose);
