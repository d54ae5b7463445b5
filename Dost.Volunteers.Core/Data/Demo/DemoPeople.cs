using System.Globalization;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Duplicates;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>The three hundred volunteers: who they are, what they can, and how far they came.</summary>
internal sealed class DemoPeople(DemoWorld world, FieldCipher cipher, Outbox outbox, AuditLog audit)
{
    private readonly DemoCredentials _credentials = new(world);
    private readonly DemoIntake _intake = new(world, cipher, outbox, audit);

    private static readonly DateTime _consentTextsFrom = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly (VolunteerState State, int Count)[] _plan =
    [
        (VolunteerState.Active, 213), (VolunteerState.Applied, 29), (VolunteerState.Interview, 10), (VolunteerState.Training, 10),
        (VolunteerState.Completed, 14), (VolunteerState.Paused, 9), (VolunteerState.Left, 8), (VolunteerState.Rejected, 7),
    ];

    private static readonly string[] _commonSkills =
        ["first-aid", "elderly-care", "computer-help", "e-services", "social-work", "teaching", "psychology", "cooking", "small-repairs", "opinion-polls", "event-organisation", "wheelchair-assistance"];

    private static readonly string[] _rareSkills =
        ["nursing", "medicine", "legal-advice", "sign-language", "braille", "translation", "child-care", "hairdressing", "photography"];

    public void Add()
    {
        _intake.OpenSlots();
        AddShown(DemoAccounts.Young, Programme.Young, Gender.Female, "az", world.Centres[0]);
        AddShown(DemoAccounts.Silver, Programme.Silver, Gender.Male, "ru", world.Centres[0]);
        AddShown(DemoAccounts.Virtual, Programme.Virtual, Gender.Female, "az", world.Centres[2]);

        var states = world.Shuffled(_plan.SelectMany(p => Enumerable.Repeat(p.State, p.State is VolunteerState.Active ? p.Count - world.People.Count : p.Count)));

        foreach (var (number, state) in states.Index())
        {
            // Of twenty people nine live near centre 1, four near centre 2, seven near centre 3.
            var centre = world.Centres[(number % 20) switch { < 9 => 0, < 13 => 1, _ => 2 }];
            AddOne(state, centre, number);
        }

        EnterAgain();
    }

    /// <summary>Two who serve at the first centre were on a paper list as well, without FIN and in the letters of a keyboard without ours.</summary>
    private void EnterAgain()
    {
        var people = world.People.Select(p => p.Volunteer).Where(v => v.CentreId == world.Centres[0].CentreId && v.GuardianName is null).ToList();
        var onPaper = people.Where(v => v.State is VolunteerState.Applied && v.PhoneConfirmedAtUtc is not null);
        var serving = people.Where(v => v.State is VolunteerState.Active).Skip(10);

        foreach (var (again, first) in onPaper.Zip(serving).Take(2))
        {
            (again.GivenName, again.FamilyName) = (Plain(first.GivenName), Plain(first.FamilyName));
            (again.BornOn, again.Gender, again.Programme) = (first.BornOn, first.Gender, first.Programme);
            (again.FinEncrypted, again.FinHash, again.ImportedAtUtc) = (null, null, again.AppliedAtUtc);
            again.RefreshSearchText();

            if (PersonLikeness.Of(Compared(first), Compared(again), cipher) is { } resemblance)
            {
                world.Db.LikelyDuplicates.Add(LikelyDuplicate.Of(first.VolunteerId, again.VolunteerId, resemblance, world.NowUtc));
            }
        }
    }

    private static ComparedPerson Compared(Volunteer v) => new(v.VolunteerId, v.GivenName, v.FamilyName, v.BornOn, v.Gender, v.Phone, v.GuardianPhone, v.FinHash, v.FinEncrypted);

    private static string Plain(string name) => string.Concat(name.Select(c => _plain.GetValueOrDefault(c, c)));

    /// <summary>Ends the service of those who paused, left or completed; until here they were active.</summary>
    public void Part()
    {
        foreach (var (person, planned) in world.People.Zip(_planned).Where(p => p.First.Volunteer.State is VolunteerState.Active))
        {
            var moved = planned switch
            {
                VolunteerState.Completed => person.Volunteer.Complete(BakuTime.DateOf(person.UntilUtc)),
                VolunteerState.Paused => person.Volunteer.Pause(world.Pick(world.Texts.List("pauseReasons"))),
                VolunteerState.Left => person.Volunteer.Leave(world.Pick(world.Texts.List("leaveReasons")), BakuTime.DateOf(person.UntilUtc)),
                _ => false,
            };

            if (moved)
            {
                world.Clock.MomentUtc = person.UntilUtc;
                audit.Changed($"Volunteer{planned}", AuditSubject.Volunteer, person.Volunteer.VolunteerId);
                _intake.Told(person.Volunteer, planned);
            }
        }
    }

    /// <summary>Whose term ends soon was told so when it was time.</summary>
    public void Warn() => _intake.Warn();

    /// <summary>What waits for a coordinator's look.</summary>
    public void HandIn(FileStore files) => _credentials.HandIn(files, outbox);

    private static readonly Dictionary<char, char> _plain = "əƏğĞıİşŞçÇöÖüÜ".Zip("eEgGiIsScCoOuU").ToDictionary(p => p.First, p => p.Second);

    private readonly List<VolunteerState> _planned = [];

    private void AddShown(string email, Programme programme, Gender gender, string culture, Centre centre)
    {
        var accepted = world.NowUtc.AddDays(-40);
        var volunteer = New(accepted.AddDays(-6), centre, programme, gender, culture, programme is Programme.Silver ? 61 : 24, email);
        volunteer.PhoneConfirmedAtUtc = volunteer.AppliedAtUtc.AddMinutes(4);
        volunteer.EmailConfirmedAtUtc = volunteer.AppliedAtUtc.AddMinutes(30);
        Speak(volunteer, ["az", "ru", "en"]);
        Know(volunteer, ["first-aid", "elderly-care", "computer-help", "e-services"]);
        Decide(volunteer, VolunteerState.Active, VettingLevel.Safeguarding, accepted);
        Register(volunteer, VolunteerState.Active, accepted, DateTime.MaxValue, isShown: true);
    }

    private void AddOne(VolunteerState state, Centre centre, int number)
    {
        var silver = world.Chance(22);
        var programme = silver ? Programme.Silver : world.Chance(22) ? Programme.Virtual : Programme.Young;
        var culture = world.Between(1, 20) switch { <= 4 => "ru", 5 => "en", _ => "az" };
        var age = silver ? world.Between(50, 74) : number % 17 == 0 ? world.Between(16, 17) : world.Between(19, 44);
        var (applied, decided, until) = TimesOf(state, number);
        var volunteer = New(applied, centre, programme, world.Chance(62) ? Gender.Female : Gender.Male, culture, age, email: null);

        // A few applied a moment ago and have not typed the code yet.
        if (state is not VolunteerState.Applied || number % 5 != 0)
        {
            volunteer.PhoneConfirmedAtUtc = Earlier(applied.AddMinutes(world.Between(2, 15)), world.NowUtc);
            volunteer.EmailConfirmedAtUtc = volunteer.Email is not null && world.Chance(85) ? Earlier(applied.AddMinutes(world.Between(5, 300)), world.NowUtc) : null;
        }

        AddDetails(volunteer, silver);
        var vetting = age < 18 || world.Chance(30) ? VettingLevel.None : world.Chance(65) ? VettingLevel.HomeVisit : VettingLevel.Safeguarding;
        Decide(volunteer, state, vetting, decided);
        Register(volunteer, state, decided, until, isShown: false);
    }

    /// <summary>When they applied, when the centre decided, and until when they served.</summary>
    private (DateTime Applied, DateTime Decided, DateTime Until) TimesOf(VolunteerState state, int number)
    {
        var now = world.NowUtc;

        switch (state)
        {
            case VolunteerState.Applied:
                // Some within the hour, some today, and some who wait too long already.
                var waiting = number % 3 == 0 ? TimeSpan.FromMinutes(world.Between(12, 600)) : TimeSpan.FromHours(world.Between(11, 240));
                return (now - waiting, now, now);
            case VolunteerState.Interview or VolunteerState.Training or VolunteerState.Rejected:
                var applied = world.MomentBetween(now.AddDays(-24), now.AddDays(-5));
                return (applied, world.MomentBetween(applied.AddDays(1), now.AddHours(-6)), now);
            case VolunteerState.Completed:
                var finished = world.MomentBetween(now.AddDays(-75), now.AddDays(-63));
                return (finished.AddDays(-world.Between(3, 9)), finished, world.MomentBetween(now.AddDays(-9), now.AddDays(-1)));
            case VolunteerState.Paused or VolunteerState.Left:
                var begun = world.MomentBetween(now.AddDays(-50), now.AddDays(-20));
                return (begun.AddDays(-world.Between(3, 12)), begun, world.MomentBetween(now.AddDays(-9), now.AddDays(-1)));
            default:
                // One of eight is new.
                var accepted = number % 8 == 0 ? world.MomentBetween(now.AddDays(-12), now.AddHours(-5)) : world.MomentBetween(now.AddDays(-57), now.AddDays(-20));
                return (accepted.AddDays(-world.Between(2, 12)), accepted, DateTime.MaxValue);
        }
    }

    private Volunteer New(DateTime applied, Centre centre, Programme programme, Gender gender, string culture, int age, string? email)
    {
        var (female, male) = world.Pick(world.Texts.Surnames);
        var given = world.Pick(gender is Gender.Female ? world.Texts.FemaleNames : world.Texts.MaleNames);
        var family = gender is Gender.Female ? female : male;
        var fin = world.NewFin();
        var id = world.NewId(applied);
        var isMinor = age < 18;
        var volunteer = new Volunteer
        {
            VolunteerId = id,
            GivenName = given,
            FamilyName = family,
            FinEncrypted = cipher.Encrypt(fin),
            FinHash = cipher.HashOfFin(fin),
            BornOn = world.Today.AddYears(-age).AddDays(-world.Between(25, 330)),
            Gender = gender,
            Phone = email is DemoAccounts.Young ? DemoAccounts.YoungPhone : world.NewPhone(),
            Email = email ?? (world.Chance(age >= 50 ? 60 : 92) ? EmailOf(given, family) : null),
            DistrictCode = world.Pick(world.Districts.Values.Where(d => d.CentreId == centre.CentreId && d.DistrictCode is not "baku").ToList()).DistrictCode,
            CentreId = centre.CentreId,
            Programme = programme,
            Culture = culture,
            GuardianName = isMinor ? $"{world.Pick(world.Texts.FemaleNames)} {female}" : null,
            GuardianPhone = isMinor ? world.NewPhone() : null,
            AppliedAtUtc = applied,
        };
        Agree(volunteer, ConsentText.VolunteerTerms);
        Agree(volunteer, ConsentText.PersonalData);

        if (isMinor)
        {
            Agree(volunteer, ConsentText.Guardian);
        }

        volunteer.RefreshSearchText();

        return volunteer;
    }

    private string EmailOf(string given, string family) =>
        string.Create(CultureInfo.InvariantCulture, $"{SearchText.Fold(given)}.{SearchText.Fold(family)}{world.People.Count}@example.az");

    /// <summary>Who applied before the text in force was published has agreed to it since.</summary>
    private void Agree(Volunteer volunteer, string code)
    {
        var given = volunteer.AppliedAtUtc < _consentTextsFrom ? Earlier(_consentTextsFrom.AddHours(9).AddMinutes(world.Between(0, 2000)), world.NowUtc) : volunteer.AppliedAtUtc;
        volunteer.Consents.Add(new Consent { ConsentId = world.NewId(given), VolunteerId = volunteer.VolunteerId, Code = code, Version = 1, Culture = volunteer.Culture, GivenAtUtc = given });
    }

    private void AddDetails(Volunteer volunteer, bool silver)
    {
        List<string> skills = [.. world.Shuffled(_commonSkills).Take(world.Between(1, 3))];

        if (world.Chance(15))
        {
            skills.AddRange(["driver", "own-car"]);
        }

        if (world.Chance(28))
        {
            skills.Add(world.Pick(_rareSkills));
        }

        List<string> languages = ["az"];

        if (volunteer.Culture is "ru" || world.Chance(silver ? 70 : 45))
        {
            languages.Add("ru");
        }

        if (volunteer.Culture is "en" || world.Chance(silver ? 10 : 40))
        {
            languages.Add("en");
        }

        if (world.Chance(14))
        {
            languages.Add(world.Pick(["tr", "lez", "tly", "ka", "de"]));
        }

        if (skills.Contains("sign-language"))
        {
            languages.Add("azsl");
        }

        Know(volunteer, skills);
        Speak(volunteer, languages);
        volunteer.WeeklyCapMinutes = world.Chance(20) ? world.Pick([180, 360, 540]) : null;
        volunteer.SmsOptedOut = world.Chance(2);
        volunteer.EmailOptedOut = world.Chance(4);
        AddWeek(volunteer);

        if (world.Chance(10))
        {
            var first = world.Today.AddDays(world.Between(1, 12));
            volunteer.Blackouts.Add(new BlackoutPeriod { BlackoutPeriodId = world.NewId(world.NowUtc), VolunteerId = volunteer.VolunteerId, FirstOn = first, LastOn = first.AddDays(world.Between(0, 4)) });
        }
    }

    /// <summary>A week such as people have: mornings, after lectures, week-ends; a quarter name none and are always free.</summary>
    private void AddWeek(Volunteer volunteer)
    {
        IEnumerable<DayOfWeek> workdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
        IEnumerable<DayOfWeek> weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];
        var windows = world.Between(1, 8) switch
        {
            1 => workdays.Select(d => (d, 9, 13)),
            2 => workdays.Select(d => (d, 12, 19)),
            3 => weekend.Select(d => (d, 9, 19)),
            4 => world.Shuffled(workdays).Take(3).Select(d => (d, 14, 21)).Concat(weekend.Select(d => (d, 10, 18))),
            5 => workdays.Select(d => (d, 9, 18)),
            6 => workdays.Concat(weekend).Select(d => (d, 9, 21)),
            _ => [],
        };

        foreach (var (day, from, to) in windows)
        {
            volunteer.Availability.Add(new AvailabilityWindow
            {
                AvailabilityWindowId = world.NewId(volunteer.AppliedAtUtc),
                VolunteerId = volunteer.VolunteerId,
                Day = day,
                StartsAt = new TimeOnly(from, 0),
                EndsAt = new TimeOnly(to, 0),
            });
        }
    }

    private void Decide(Volunteer volunteer, VolunteerState state, VettingLevel vetting, DateTime decided)
    {
        var id = volunteer.VolunteerId;
        world.Clock.MomentUtc = volunteer.PhoneConfirmedAtUtc ?? volunteer.AppliedAtUtc;
        world.Actor.AccountId = null;

        if (state is VolunteerState.Applied)
        {
            if (volunteer.PhoneConfirmedAtUtc is not null)
            {
                outbox.News(MessageKind.ApplicationReceived, Recipient.Volunteer(id), id, 0, MessageChannel.Sms);
            }

            return;
        }

        world.Clock.MomentUtc = decided;
        world.Actor.AccountId = world.CoordinatorOf[volunteer.CentreId];

        if (state is VolunteerState.Interview)
        {
            _intake.Invite(volunteer, decided);
        }
        else if (state is VolunteerState.Rejected)
        {
            _intake.Refuse(volunteer, decided);
        }
        else
        {
            _intake.Accept(volunteer, decided);

            if (state is not VolunteerState.Training)
            {
                _credentials.Give(volunteer, vetting, decided);
                _intake.Begin(volunteer, decided);
            }
            else if (world.Chance(50))
            {
                _intake.Sign(volunteer, decided);
            }
        }
    }

    private void Register(Volunteer volunteer, VolunteerState planned, DateTime from, DateTime until, bool isShown)
    {
        List<Commitment> commitments = [];
        List<Guid> excluded = [];
        var facts = new VolunteerFacts
        {
            VolunteerId = volunteer.VolunteerId,
            State = volunteer.State,
            Programme = volunteer.Programme,
            BornOn = volunteer.BornOn,
            Gender = volunteer.Gender,
            Credentials = [.. volunteer.Credentials.Select(c => new HeldCredential(c.CredentialTypeCode, world.CredentialTypes[c.CredentialTypeCode].Vetting, c.IssuedOn, c.ExpiresOn))],
            WeeklyCapMinutes = volunteer.WeeklyCapMinutes,
            Skills = [.. volunteer.Skills.Select(s => s.SkillCode)],
            Languages = [.. volunteer.Languages.Select(l => l.LanguageCode)],
            Availability = [.. volunteer.Availability.Select(w => new WeeklyWindow(w.Day, w.StartsAt, w.EndsAt))],
            Blackouts = [.. volunteer.Blackouts.Select(b => new DateRange(b.FirstOn, b.LastOn))],
            ExcludedBeneficiaries = excluded,
            Commitments = commitments,
        };
        world.Db.Volunteers.Add(volunteer);
        world.People.Add(new DemoPerson(volunteer, facts, commitments, excluded, from, until) { IsShown = isShown });
        _planned.Add(planned);
    }

    private static void Know(Volunteer volunteer, IEnumerable<string> skills) =>
        volunteer.Skills.AddRange(skills.Distinct().Select(s => new VolunteerSkill { VolunteerId = volunteer.VolunteerId, SkillCode = s }));

    private static void Speak(Volunteer volunteer, IEnumerable<string> languages) =>
        volunteer.Languages.AddRange(languages.Distinct().Select(l => new VolunteerLanguage { VolunteerId = volunteer.VolunteerId, LanguageCode = l }));

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
