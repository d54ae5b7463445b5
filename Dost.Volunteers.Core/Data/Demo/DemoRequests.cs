using System.Globalization;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Reference;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>People of the districts who ask for help: who they are, and what they ask.</summary>
internal sealed class DemoRequests(DemoWorld world, FieldCipher cipher, Outbox outbox)
{
    private static readonly string[] _usual = ["shopping", "medicine", "bills", "doctor-escort", "friendly-visit", "friendly-call", "forms", "small-repairs", "interpreting", "transport", "other"];
    private static readonly DateTime _consentTextsFrom = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
    private int _number;

    /// <summary>As the policy comes along.</summary>
    public static DueTimes Due { get; } = new(ContactHours: 24, NormalHours: 72, SoonHours: 24, UrgentHours: 4);

    /// <summary>Every request is of another kind than the one before, unless a kind is asked for.</summary>
    public HelpRequest Ask(Centre centre, DateTime askedAt, DateOnly wantedOn, string? category = null)
    {
        _number++;
        category ??= _usual[_number % _usual.Length];
        var culture = _number % 5 == 0 ? "ru" : "az";
        var isForOther = _number % 3 == 0;
        var beneficiary = NewBeneficiary(centre, askedAt, culture);
        var id = world.NewId(askedAt);
        var description = world.Pick(world.Texts.List(culture is "ru" ? "requestDescriptionsRu" : "requestDescriptions", category));
        var part = world.Pick(Enum.GetValues<PartOfDay>());
        var request = new HelpRequest
        {
            HelpRequestId = id,
            TrackingCode = NewCode(),
            BeneficiaryId = beneficiary.BeneficiaryId,
            Beneficiary = beneficiary,
            CentreId = centre.CentreId,
            HelpCategoryCode = category,
            Description = description,
            WantedOn = wantedOn,
            WantedPart = part,
            AskerName = isForOther ? NameOf(world.Chance(60) ? Gender.Female : Gender.Male, withFather: false) : null,
            AskerRelation = isForOther ? world.Pick(world.Texts.List(culture is "ru" ? "relationsRu" : "relations")) : null,
            ContactPhone = isForOther ? world.NewPhone() : beneficiary.Phone,
            ContactEmail = isForOther ? string.Create(CultureInfo.InvariantCulture, $"yaxini{_number}@example.az") : null,
            Culture = culture,
            AskedAtUtc = askedAt,
            ContactDueAtUtc = Due.ContactDue(askedAt),
            HelpDueAtUtc = Due.HelpDue(askedAt, wantedOn, part, Urgency.Normal, helpHours: null),
        };
        request.Begin();

        // Most write the code at once, some never; some set a point on the map.
        if (_number % 8 != 0)
        {
            request.ConfirmPhone(askedAt);
        }

        if (_number % 4 == 0 && world.Districts[beneficiary.DistrictCode] is { } district)
        {
            (request.Latitude, request.Longitude) = (Math.Round(district.Latitude + (_number % 7 * 0.002) - 0.006, 5), Math.Round(district.Longitude + (_number % 5 * 0.002) - 0.004, 5));
        }

        world.Db.HelpRequests.Add(request);
        AddConsent(request, isForOther);
        world.Clock.MomentUtc = askedAt;
        outbox.AboutRequest(MessageKind.HelpRequestReceived, request);

        return request;
    }

    /// <summary>What the visit demands of who comes.</summary>
    public IReadOnlyList<string> SkillsFor(HelpCategory category) => category.HelpCategoryCode switch
    {
        "transport" => ["driver", "own-car"],
        "small-repairs" => ["small-repairs"],
        "forms" => ["e-services"],
        _ => [],
    };

    private Beneficiary NewBeneficiary(Centre centre, DateTime askedAt, string culture)
    {
        var gender = world.Chance(68) ? Gender.Female : Gender.Male;
        var district = world.Pick(world.Districts.Values.Where(d => d.CentreId == centre.CentreId && d.DistrictCode is not "baku").ToList());
        var street = world.Pick(world.Texts.StreetsOf(district.DistrictCode));
        var beneficiary = new Beneficiary
        {
            BeneficiaryId = world.NewId(askedAt),
            FullName = NameOf(gender, withFather: true),
            Phone = world.NewPhone(),
            Address = string.Create(CultureInfo.InvariantCulture, $"{street} {world.Between(2, 96)}, mənzil {world.Between(1, 120)}"),
            DistrictCode = district.DistrictCode,
            CentreId = centre.CentreId,
            Culture = culture,
            HealthNotesEncrypted = world.Chance(55) ? cipher.Encrypt(world.Pick(world.Texts.List("healthNotes"))) : null,
            VisitorGender = gender is Gender.Female && world.Chance(25) ? Gender.Female : null,
        };
        beneficiary.RefreshSearchText();

        if (_number % 12 == 0)
        {
            var person = world.Pick(world.People.Where(p => !p.IsShown && p.Volunteer.CentreId == centre.CentreId).ToList());
            beneficiary.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = beneficiary.BeneficiaryId, VolunteerId = person.Volunteer.VolunteerId });
            person.Excluded.Add(beneficiary.BeneficiaryId);
        }

        return beneficiary;
    }

    /// <summary>"Sürəyya Rauf qızı Məmmədova".</summary>
    private string NameOf(Gender gender, bool withFather)
    {
        var (female, male) = world.Pick(world.Texts.Surnames);
        var father = world.Pick(world.Texts.FatherNames);

        return gender is Gender.Female
            ? $"{world.Pick(world.Texts.FemaleNames)} {(withFather ? father + " qızı " : "")}{female}"
            : $"{world.Pick(world.Texts.MaleNames)} {(withFather ? father + " oğlu " : "")}{male}";
    }

    private void AddConsent(HelpRequest request, bool isForOther)
    {
        var given = request.AskedAtUtc < _consentTextsFrom ? _consentTextsFrom : request.AskedAtUtc;
        world.Db.Consents.Add(new Consent
        {
            ConsentId = world.NewId(given),
            HelpRequestId = request.HelpRequestId,
            Code = isForOther ? ConsentText.OnBehalfConsent : ConsentText.BeneficiaryConsent,
            Version = 1,
            Culture = request.Culture,
            GivenAtUtc = given,
        });
    }

    /// <summary>A tracking code from the dice, so that it is the same in each demonstration.</summary>
    private string NewCode()
    {
        const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var signs = string.Concat(Enumerable.Range(0, 8).Select(_ => Signs[world.Between(0, Signs.Length - 1)]));

        return TrackingCode.Normalise(signs)!;
    }
}
