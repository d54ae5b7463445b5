using System.Globalization;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Messaging;

/// <summary>The words of the messages: there for every kind in every language, and with nothing in braces that nobody fills.</summary>
public sealed class TemplateTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] _cultures = ["az", "ru", "en"];

    /// <summary>What has no other channel by its nature: codes need a phone in the hand, the address is confirmed by itself, good news can wait.</summary>
    private static readonly HashSet<(MessageKind, MessageChannel)> _withoutWords =
    [
        (MessageKind.ConfirmPhone, MessageChannel.Email),
        (MessageKind.SignInCode, MessageChannel.Email),
        (MessageKind.ExportCode, MessageChannel.Email),
        (MessageKind.ErasureCode, MessageChannel.Email),
        (MessageKind.RequestCode, MessageChannel.Email),
        (MessageKind.ConfirmEmail, MessageChannel.Sms),
        (MessageKind.ContractCode, MessageChannel.Email),
        (MessageKind.GuardianCode, MessageChannel.Email),
        (MessageKind.TermsEndingAtCentre, MessageChannel.Sms),
        (MessageKind.LedgerBroken, MessageChannel.Sms),
        (MessageKind.CertificateIssued, MessageChannel.Sms),
        (MessageKind.HoursApproved, MessageChannel.Sms),
        (MessageKind.SmsReply, MessageChannel.Email),
        (MessageKind.ShiftOffers, MessageChannel.Sms),
        (MessageKind.SignUpReceipts, MessageChannel.Sms),
        (MessageKind.ShiftsCancelled, MessageChannel.Sms),
        (MessageKind.HoursApprovedTogether, MessageChannel.Sms),
        (MessageKind.CheckInPrompt, MessageChannel.Email),
        (MessageKind.CostWarning, MessageChannel.Sms),
        (MessageKind.WeeklyDigest, MessageChannel.Sms),
        (MessageKind.DeskDigest, MessageChannel.Sms),
        (MessageKind.EasingAsked, MessageChannel.Sms),
        (MessageKind.EasingDecided, MessageChannel.Sms),
    ];

    public static TheoryData<MessageKind> Kinds => [.. Enum.GetValues<MessageKind>()];

    public static TheoryData<MessageKind> KindsOfMessages => [.. Enum.GetValues<MessageKind>().Where(k => !MessageSets.IsOfSeveral(k))];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_has_words_on_its_channels_in_every_language(MessageKind kind)
    {
        foreach (var channel in Enum.GetValues<MessageChannel>())
        {
            foreach (var culture in _cultures)
            {
                Assert.Equal(!_withoutWords.Contains((kind, channel)), MessageTemplates.All.Contains((kind, channel, culture)));
            }
        }
    }

    [Fact]
    public void An_email_has_a_subject_of_one_line_and_an_SMS_has_none()
    {
        foreach (var (kind, channel, culture) in MessageTemplates.All)
        {
            var words = MessageTemplates.Find(kind, channel, culture)!;
            Assert.Equal(channel is MessageChannel.Email, words.Subject is { Length: > 0 });
            Assert.DoesNotContain("\n", words.Subject ?? "", StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(words.Body));
        }
    }

    [Fact]
    public void The_three_languages_say_the_same_things()
    {
        foreach (var group in MessageTemplates.All.GroupBy(t => (t.Kind, t.Channel)))
        {
            var places = group.Select(t => Places(MessageTemplates.Find(t.Kind, t.Channel, t.Culture)!)).ToList();
            Assert.All(places, p => Assert.True(p.SetEquals(places[0]), $"{group.Key}"));
        }
    }

    [Fact]
    public void In_an_email_the_link_stands_alone_on_its_line()
    {
        foreach (var (kind, channel, culture) in MessageTemplates.All.Where(t => t.Channel is MessageChannel.Email))
        {
            Assert.All(
                MessageTemplates.Find(kind, channel, culture)!.Body.Split('\n').Where(l => l.Contains("{link}", StringComparison.Ordinal)),
                line => Assert.Equal("{link}", line.Trim()));
        }
    }

    [Theory, MemberData(nameof(KindsOfMessages))]
    public async Task Whatever_a_template_asks_for_its_occasion_gives(MessageKind kind)
    {
        var message = await MessageAboutAsync(kind);
        await using var scope = app.NewScope();
        var occasion = (await scope.Get<OccasionReader>().ReadAsync([message], CancellationToken.None))[message.OutboundMessageId];

        foreach (var (_, channel, culture) in MessageTemplates.All.Where(t => t.Kind == kind))
        {
            var values = occasion.Values(CultureInfo.GetCultureInfo(culture));
            values["name"] = "Leyla";
            values["link"] = "https://dost.example/t/x";
            var filled = MessageTemplates.Fill(MessageTemplates.Find(kind, channel, culture)!, values);

            Assert.DoesNotMatch(@"[{}]", filled.Subject + filled.Body);
        }

        var asksForLink = MessageTemplates.All.Where(t => t.Kind == kind).Any(t => Places(MessageTemplates.Find(t.Kind, t.Channel, t.Culture)!).Contains("link"));
        Assert.True(!asksForLink || occasion.Link is not null, "The words hold a link and the occasion gives none.");
    }

    [Fact]
    public void Every_kind_has_its_placeholders_declared() => Assert.Equal([], Enum.GetValues<MessageKind>().Except(MessagePlaces.Kinds));

    [Theory, MemberData(nameof(KindsOfMessages))]
    public async Task The_placeholders_of_a_kind_are_what_its_occasion_gives(MessageKind kind)
    {
        var message = await MessageAboutAsync(kind);
        await using var scope = app.NewScope();
        var occasion = (await scope.Get<OccasionReader>().ReadAsync([message], CancellationToken.None))[message.OutboundMessageId];
        var places = MessagePlaces.Of(kind);
        string[] given = [.. occasion.Values(CultureInfo.GetCultureInfo("az")).Keys, "name", .. occasion.Link is null ? Array.Empty<string>() : ["link"]];

        Assert.Equal(given.Order(), places.Offered.Concat(places.LeftOut).Order());

        // The example link is as long as the real one: the count of parts rests on it.
        Assert.True(occasion.Link is null || (occasion.Link.Purpose is null) == (places.LinkPath.Length > 0), "A one-tap link, or a page?");
        Assert.True(occasion.Link?.Purpose is not null || (occasion.Link?.Path ?? "").Length == places.LinkPath.Length, $"{occasion.Link?.Path} is not as long as {places.LinkPath}");
    }

    [Fact]
    public void Every_supplied_text_would_be_accepted_and_says_what_is_offered()
    {
        foreach (var (kind, channel, culture) in MessageTemplates.All)
        {
            var words = MessageTemplates.Find(kind, channel, culture)!;

            Assert.Equal(words, TemplateCheck.Tidy(channel, words.Subject, words.Body));
            Assert.True(TemplateCheck.Complaints(kind, channel, words).Count == 0, $"{kind} {channel} {culture}: {string.Join(", ", TemplateCheck.Complaints(kind, channel, words))}");
        }
    }

    [Fact]
    public void An_unknown_language_is_answered_in_Azerbaijani() =>
        Assert.Equal(MessageTemplates.Find(MessageKind.ShiftOffer, MessageChannel.Sms, "az"), MessageTemplates.Find(MessageKind.ShiftOffer, MessageChannel.Sms, "tr"));

    private static HashSet<string> Places(MessageWords words) => [.. MessageTemplates.Placeholder().Matches(words.Subject + words.Body).Select(m => m.Groups[1].Value)];

    /// <summary>A message of the kind about a real subject of its sort.</summary>
    private async Task<OutboundMessage> MessageAboutAsync(MessageKind kind)
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var recipient = Recipient.Volunteer(volunteer.VolunteerId);
        var subject = kind switch
        {
            MessageKind.ConfirmPhone => await CodeAsync(Core.Accounts.OneTimeCodePurpose.ConfirmPhone, volunteer),
            MessageKind.SignInCode => await CodeAsync(Core.Accounts.OneTimeCodePurpose.SignIn, volunteer),
            MessageKind.SignUpLink => await app.BeginSignUpAsync(),
            MessageKind.ConfirmEmail or MessageKind.ApplicationReceived or MessageKind.AppliedAgain or MessageKind.VolunteerAccepted or MessageKind.VolunteerRejected or MessageKind.VolunteerImported or MessageKind.ContractReady
                or MessageKind.VolunteerLeft or MessageKind.WeeklyDigest => volunteer.VolunteerId,
            MessageKind.DeskDigest => (await app.AddCoordinatorAsync()).Id,
            MessageKind.ExportCode => await CodeAsync(Core.Accounts.OneTimeCodePurpose.ExportData, volunteer),
            MessageKind.RequestCode => await CodeAsync(Core.Accounts.OneTimeCodePurpose.ConfirmRequestPhone, volunteer),
            MessageKind.ErasureCode => await CodeAsync(Core.Accounts.OneTimeCodePurpose.EraseData, volunteer),
            MessageKind.ErasureAsked or MessageKind.ErasureWarning => await app.AskErasureAsync(volunteer.VolunteerId),
            MessageKind.ContractCode => await CodeAsync(Core.Accounts.OneTimeCodePurpose.SignContract, volunteer),
            MessageKind.GuardianCode => await CodeAsync(Core.Accounts.OneTimeCodePurpose.SignAsGuardian, volunteer),
            MessageKind.InterviewInvitation or MessageKind.InterviewBooked or MessageKind.InterviewReminder or MessageKind.InterviewChanged or MessageKind.InterviewCalledOff
                => (await app.InviteAsync()).InterviewId,
            MessageKind.TermEnding or MessageKind.TermExtended or MessageKind.TermCompleted => volunteer.Terms[0].ServiceTermId,
            MessageKind.TermsEndingAtCentre => volunteer.CentreId,
            MessageKind.ShiftOffer or MessageKind.WaitlistOffer or MessageKind.PlaceFreed or MessageKind.CheckInPrompt or MessageKind.SignUpReceipt or MessageKind.ShiftReminder or MessageKind.ShiftMoved or MessageKind.ShiftCancelled or MessageKind.AssignmentRemoved or MessageKind.LateWithdrawal
                => await app.OfferAsync(await app.AddShiftAsync(), volunteer),
            MessageKind.SwapAsked or MessageKind.SwapToApprove or MessageKind.SwapDone or MessageKind.SwapFailed or MessageKind.SwapRefused or MessageKind.SwapCalledOff
                => await SwapAsync(),
            MessageKind.HoursApproved or MessageKind.HoursReturned => await HoursAsync(volunteer),
            MessageKind.SmsReply => await InboundAsync(volunteer),
            MessageKind.LedgerBroken => await CheckAsync(),
            MessageKind.CertificateIssued => await CertificateAsync(volunteer),
            MessageKind.CredentialVerified or MessageKind.CredentialRefused or MessageKind.CredentialRevoked or MessageKind.CredentialExpiring
                => await app.QueryAsync(db => db.Credentials.Where(c => c.VolunteerId == volunteer.VolunteerId).Select(c => c.CredentialId).FirstAsync()),
            MessageKind.TemplateTrial => await TrialAsync(),
            MessageKind.LadderCallList => await LadderAsync(),
            MessageKind.IncidentReported => await app.ReportAsync(volunteer),
            MessageKind.EasingAsked or MessageKind.EasingDecided => await EasingAsync(),
            MessageKind.CostWarning => await CentreAtLimitAsync(volunteer.CentreId),
            MessageKind.Broadcast => await BroadcastAsync(volunteer),
            MessageKind.HelpRequestReceived or MessageKind.HelpRequestPlanned or MessageKind.HelpRequestOnTheWay or MessageKind.HelpRequestDone or MessageKind.HelpRequestHowWasIt or MessageKind.HelpRequestRejected or MessageKind.HelpRequestReferred
                or MessageKind.HelpRequestChanged or MessageKind.HelpRequestWithdrawn or MessageKind.HelpRequestUnplanned or MessageKind.HelpRequestNotDone or MessageKind.NobodyCame or MessageKind.HelpRequestThanks
                or MessageKind.VisitWindowTold or MessageKind.VisitCalledOff
                => (await app.AddHelpRequestAsync()).HelpRequestId,
            MessageKind.ShiftOffers or MessageKind.SignUpReceipts or MessageKind.ShiftsCancelled or MessageKind.HoursApprovedTogether => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

        return OutboundMessage.For(kind, MessageChannel.Sms, recipient, subject, app.NowUtc, app.NowUtc.AddDays(1));
    }

    private async Task<Guid> LadderAsync()
    {
        var (request, _) = await app.PlanUrgentAsync();

        return (await app.LadderOfAsync(request)).LadderId;
    }

    private async Task<Guid> EasingAsync()
    {
        var (request, asker) = (await app.AddHelpRequestAsync(), await app.AddCoordinatorAsync());
        var easing = new SafeguardEasing
        {
            SafeguardEasingId = Guid.CreateVersion7(),
            BeneficiaryId = request.BeneficiaryId,
            Kind = SafeguardKind.VisitedByTwo,
            AskedById = asker.Id,
            AskedAtUtc = app.NowUtc,
            ReasonEncrypted = "-",
        };
        await app.QueryAsync(db => db.SafeguardEasings.Add(easing).Context.SaveChangesAsync());

        return easing.SafeguardEasingId;
    }

    private async Task<Guid> TrialAsync()
    {
        await using var scope = await app.AsAdministratorAsync();
        var words = MessageTemplates.Find(MessageKind.ShiftOffer, MessageChannel.Sms, "az")!;
        await scope.Get<TemplateService>().TryAsync(MessageKind.ShiftOffer, MessageChannel.Sms, "az", words, CancellationToken.None);

        return await scope.Db.TemplateTrials.Select(t => t.TemplateTrialId).FirstAsync();
    }

    private async Task<Guid> CentreAtLimitAsync(Guid centreId)
    {
        await app.QueryAsync(db => db.Centres.Where(c => c.CentreId == centreId).ExecuteUpdateAsync(set => set.SetProperty(c => c.SmsLimitMillis, 1000)));

        return centreId;
    }

    private async Task<Guid> BroadcastAsync(Volunteer volunteer)
    {
        await using var scope = await app.AsAdministratorAsync();
        var wish = new Core.Broadcasts.NewBroadcast(Guid.CreateVersion7(), MessageChannel.Sms, "Bayram", "Sabah bayramdır");

        return (await scope.Get<Core.Broadcasts.BroadcastService>().DraftAsync(wish, new Core.Roster.RosterFilter { Text = volunteer.Phone }, CancellationToken.None)).BroadcastId;
    }

    private async Task<Guid> SwapAsync()
    {
        var place = (await app.AddSignedUpAsync(await app.AddShiftAsync())).AssignmentId;

        return await app.AskSwapAsync(place, await app.AddVolunteerIdAsync());
    }

    private async Task<Guid> InboundAsync(Volunteer volunteer)
    {
        await using var scope = app.NewScope();
        await scope.Get<Core.Messaging.Inbound.InboundService>().ReceiveAsync($"SM{volunteer.VolunteerId:N}", volunteer.Phone, "KÖMƏK", CancellationToken.None);

        return await scope.Db.InboundSms.Where(i => i.VolunteerId == volunteer.VolunteerId).Select(i => i.InboundSmsId).SingleAsync();
    }

    private async Task<Guid> CheckAsync()
    {
        await using var scope = app.NewScope();

        return (await scope.Get<Core.Hours.LedgerVerifier>().CheckAsync(CancellationToken.None)).LedgerCheckId;
    }

    private async Task<Guid> CertificateAsync(Volunteer volunteer)
    {
        await HoursAsync(volunteer, approve: true);
        await using var scope = await app.AsAdministratorAsync();

        return (await scope.Get<Core.Hours.Certificates.CertificateService>().IssueAsync(volunteer.VolunteerId, "az", CancellationToken.None)).CertificateId;
    }

    private async Task<Guid> CodeAsync(Core.Accounts.OneTimeCodePurpose purpose, Volunteer volunteer)
    {
        await using var scope = app.NewScope();
        Assert.True(await scope.Get<Core.Accounts.OneTimeCodeService>().IssueAsync(purpose, volunteer.VolunteerId, Recipient.Volunteer(volunteer.VolunteerId), CancellationToken.None));

        return await scope.Db.OneTimeCodes.Where(c => c.SubjectId == volunteer.VolunteerId).Select(c => c.OneTimeCodeId).SingleAsync();
    }

    private async Task<Guid> HoursAsync(Volunteer volunteer, bool approve = false)
    {
        await using var scope = app.NewScope();
        var entry = await scope.Get<Core.Hours.HoursLedger>()
            .AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, new DateOnly(2026, 11, 20), 120, app.NowUtc, CancellationToken.None);

        if (approve)
        {
            await scope.Get<Core.Hours.HoursLedger>().ApproveAsync(entry, Guid.CreateVersion7(), app.NowUtc, CancellationToken.None);
        }

        await scope.Db.SaveChangesAsync();

        return entry.HoursEntryId;
    }
}
