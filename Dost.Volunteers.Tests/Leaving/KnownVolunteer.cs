using System.Globalization;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Jobs.Dispatch;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Leaving;

/// <summary>A volunteer of whom something made-up and unmistakable stands in every personal field, from a seed.</summary>
internal sealed class KnownVolunteer
{
    private const string Letters = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz";
    private readonly Random _random;
    private readonly List<string> _marks = [];

    private KnownVolunteer(int seed) => _random = new Random(seed);

    public Volunteer Volunteer { get; private set; } = null!;

    public Core.Accounts.UserAccount Account { get; private set; } = null!;

    public byte[] FileContent { get; private set; } = [];

    /// <summary>Each as it was given.</summary>
    public IReadOnlyList<string> Marks => _marks;

    /// <summary>Those that stand in the database unencrypted, so that the search for them is seen to find something.</summary>
    public IEnumerable<string> InTheClear => [Volunteer.FamilyName, Volunteer.Phone, Volunteer.Email!, Volunteer.GuardianName!, Volunteer.GuardianPhone!];

    /// <summary>What may be found nowhere: as given, folded, in large and small letters, and the parts of phones.</summary>
    public IEnumerable<string> Forbidden => _marks.SelectMany(m => (string[])[m, m.ToUpperInvariant(), m.ToLowerInvariant(), SearchText.Fold(m), PhoneNumber.Display(m), .. PartsOf(m)])
        .Where(m => m.Length > 5).Distinct();

    public static async Task<KnownVolunteer> AddAsync(TestApp app, int seed)
    {
        var known = new KnownVolunteer(seed);
        (known.Volunteer, known.Account) = await app.AddVolunteerAsync(change: v => known.Mark(v));
        await known.MarkPapersAsync(app);
        await known.MarkServiceAsync(app);
        await known.SayThingsAsync(app);

        return known;
    }

    private static IEnumerable<string> PartsOf(string mark) => mark.StartsWith('+') ? [mark[1..], mark[^9..], mark[^7..]] : [];

    private string Word(int length = 14)
    {
        var word = string.Concat(Enumerable.Range(0, length).Select(_ => Letters[_random.Next(Letters.Length)]));
        _marks.Add(word);

        return word;
    }

    private string Folded()
    {
        var word = SearchText.Fold(Word());
        _marks[^1] = word;

        return word;
    }

    private string Phone()
    {
        var phone = string.Create(CultureInfo.InvariantCulture, $"+99455{_random.Next(2_000_000, 9_999_999)}");
        _marks.Add(phone);

        return phone;
    }

    private void Mark(Volunteer volunteer)
    {
        // Also letters that a sentence could trip over.
        volunteer.GivenName = $"Əli-{Word()} O'{Word(8)}";
        volunteer.FamilyName = $"İsmayıl{Word()}";
        volunteer.Phone = Phone();
        volunteer.Email = $"{Folded()}@example.az";
        volunteer.GuardianName = Word();
        volunteer.GuardianPhone = Phone();
        volunteer.QuietFrom = new TimeOnly(13, 0);
        volunteer.QuietTo = new TimeOnly(14, 0);
    }

    private async Task MarkPapersAsync(TestApp app)
    {
        await using var scope = app.NewScope();
        var cipher = scope.Get<FieldCipher>();
        FileContent = [.. "%PDF-1.7\n"u8, .. System.Text.Encoding.UTF8.GetBytes(Word())];
        var file = scope.Get<FileStore>().Add(new IncomingFile(StoredFileKind.Pdf, $"{Word()}.pdf", FileContent), Account.Id);
        var credential = new Credential
        {
            CredentialId = Guid.CreateVersion7(),
            VolunteerId = Volunteer.VolunteerId,
            CredentialTypeCode = await scope.Db.CredentialTypes.Select(t => t.CredentialTypeCode).FirstAsync(),
            IssuedOn = new DateOnly(2026, 1, 5),
            NumberEncrypted = cipher.Encrypt(Word()),
            IssuerEncrypted = cipher.Encrypt(Word()),
            SubmittedAtUtc = app.NowUtc,
        };
        Assert.True(credential.ReplaceFile(file.StoredFileId));
        Assert.True(credential.Refuse(Word(), byAccountId: null, app.NowUtc));
        scope.Db.Credentials.Add(credential);
        scope.Db.VolunteerNotes.Add(new VolunteerNote
        {
            VolunteerNoteId = Guid.CreateVersion7(),
            VolunteerId = Volunteer.VolunteerId,
            AuthorId = Guid.CreateVersion7(),
            WrittenAtUtc = app.NowUtc,
            TextEncrypted = cipher.Encrypt(Word()),
        });
        scope.Db.Interviews.Add(Interview.Held(Volunteer.VolunteerId, cipher.Encrypt(Word()), app.NowUtc));
        var contract = await scope.Db.ContractTexts.Where(t => t.Programme == Volunteer.Programme).OrderBy(t => t.Version).FirstAsync();
        var text = Word();
        scope.Db.SignedContracts.Add(new SignedContract
        {
            SignedContractId = Guid.CreateVersion7(),
            VolunteerId = Volunteer.VolunteerId,
            Programme = contract.Programme,
            TextVersion = contract.Version,
            Culture = "az",
            TextEncrypted = cipher.Encrypt(text),
            TextHash = SignedContract.HashOf(text),
            SignedName = Word(),
            SignedAtUtc = app.NowUtc,
            SignedFrom = Word(),
            GuardianName = Word(),
        });
        scope.Db.MutedTopics.Add(new MutedTopic { VolunteerId = Volunteer.VolunteerId, Topic = MessageTopic.Hours, Channel = MessageChannel.Email });
        await scope.Db.SaveChangesAsync();
        await scope.Db.Volunteers.Where(v => v.VolunteerId == Volunteer.VolunteerId).ExecuteUpdateAsync(
            set => set.SetProperty(v => v.StateReason, Word()).SetProperty(v => v.RefusalNoteEncrypted, cipher.Encrypt(Word())));
    }

    private async Task MarkServiceAsync(TestApp app)
    {
        await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 3 + (_random.Next(10) * 7), hour: 10), Volunteer);
        await using var scope = app.NewScope();
        var ledger = scope.Get<HoursLedger>();

        for (var i = 0; i < 5; i++)
        {
            var entry = await ledger.AddAsync(Volunteer.VolunteerId, Volunteer.CentreId, null, new DateOnly(2026, 10, 1 + i), _random.Next(30, 300), app.NowUtc, default);

            if (i == 0)
            {
                Assert.True(entry.Return(Word(), Account.Id, app.NowUtc));
            }
            else
            {
                Assert.True(await ledger.ApproveAsync(entry, Account.Id, app.NowUtc, default));
            }
        }

        await scope.Db.SaveChangesAsync();
    }

    /// <summary>Messages that go out for real, into the folder of the installation, with links and codes; and somebody who looked.</summary>
    private async Task SayThingsAsync(TestApp app)
    {
        await app.TokenAsync(LinkPurpose.Unsubscribe, Volunteer.VolunteerId);
        await using var scope = app.NewScope();
        await scope.Get<Core.Accounts.OneTimeCodeService>().IssueAsync(Core.Accounts.OneTimeCodePurpose.SignIn, Account.Id, Recipient.Account(Account.Id), default);
        await scope.Get<AuditLog>().LookedAsync("VolunteerPage", AuditSubject.Volunteer, Volunteer.VolunteerId, default);
        Assert.True(await scope.Get<Dispatcher>().SendDueAsync(urgentOnly: false, default) > 0);
    }
}
