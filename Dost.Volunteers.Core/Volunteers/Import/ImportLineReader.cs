using System.Globalization;
using System.Net.Mail;
using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Volunteers.Import;

/// <summary>What a line says of a volunteer, as far as it can be understood, and what is wrong with it.</summary>
public sealed record ReadLine(ImportLine Line, NewVolunteer? Volunteer, string? Fin, string? Phone, string? Email, IReadOnlyList<ImportProblem> Problems);

/// <summary>Reads one line of a list; every problem of it is found, not only the first.</summary>
internal sealed class ImportLineReader(ImportLine line, IReadOnlyDictionary<ImportColumn, int> positions, int columns, ImportVocabulary words, Guid centreId, DateOnly today)
{
    private const int MaxAge = 110;
    private static readonly string[] _dateForms = ["d.M.yyyy", "yyyy-M-d"];
    private readonly List<ImportProblem> _problems = [];

    public static ReadLine Read(ImportTable table, ImportLine line, ImportVocabulary words, Guid centreId, DateOnly today) =>
        new ImportLineReader(line, table.Positions(), table.Header.Count, words, centreId, today).Read();

    public ReadLine Read()
    {
        if (line.HasBrokenQuotes || line.Cells.Skip(columns).Any(c => c.Length > 0))
        {
            // Where the cells are shifted, every further complaint would mislead.
            _problems.Add(new ImportProblem(line.HasBrokenQuotes ? ImportProblemKind.BrokenQuotes : ImportProblemKind.TooManyCells));

            return new ReadLine(line, null, null, null, null, _problems);
        }

        var givenName = Name(ImportColumn.GivenName);
        var familyName = Name(ImportColumn.FamilyName);
        var fin = ReadFin();
        var born = ReadBorn();
        var gender = Word(ImportColumn.Gender, t => ImportVocabulary.GenderOf(t));
        var phone = ReadMobile();
        var email = ReadEmail();
        var district = ReadDistrict();
        var programme = ReadProgramme(born);
        var culture = Text(ImportColumn.Culture).Length == 0 ? "az" : ImportVocabulary.CultureOf(Text(ImportColumn.Culture)) ?? NotUnderstood(ImportColumn.Culture);
        var skills = Many(ImportColumn.Skills, words.SkillOf, ImportProblemKind.UnknownSkill);
        var languages = Many(ImportColumn.Languages, words.LanguageOf, ImportProblemKind.UnknownLanguage);
        var (guardianName, guardianPhone) = ReadGuardian(born);
        var consents = ReadConsents(needsGuardian: guardianName is not null);

        var volunteer = _problems.Count > 0 ? null : new NewVolunteer
        {
            GivenName = givenName!,
            FamilyName = familyName!,
            Fin = fin ?? "",
            BornOn = born!.Value,
            Gender = gender!.Value,
            Phone = phone!,
            Email = email,
            DistrictCode = district!,
            Programme = programme!.Value,
            Culture = culture!,
            GuardianName = guardianName,
            GuardianPhone = guardianPhone,
            Skills = skills,
            Languages = languages,
            Consents = consents,
        };

        return new ReadLine(line, volunteer, fin, phone, email, _problems);
    }

    private string Text(ImportColumn column) => positions.TryGetValue(column, out var at) && at < line.Cells.Count ? line.Cells[at] : "";

    private string? Wanted(ImportColumn column)
    {
        var text = Text(column);

        if (text.Length == 0)
        {
            _problems.Add(new ImportProblem(ImportProblemKind.Missing, column));
        }

        return text.Length == 0 ? null : text;
    }

    private string? Short(ImportColumn column, string? text, int maxLength)
    {
        if (text?.Length > maxLength)
        {
            _problems.Add(new ImportProblem(ImportProblemKind.TooLong, column, maxLength.ToString(CultureInfo.InvariantCulture)));
        }

        return text;
    }

    private string? Name(ImportColumn column) => Short(column, Wanted(column), Volunteer.NameMaxLength);

    private string? NotUnderstood(ImportColumn column)
    {
        _problems.Add(new ImportProblem(ImportProblemKind.NotUnderstood, column, Text(column)));

        return null;
    }

    private T? Word<T>(ImportColumn column, Func<string, T?> meaning)
        where T : struct
    {
        if (Wanted(column) is not { } text)
        {
            return null;
        }

        if (meaning(text) is { } found)
        {
            return found;
        }

        NotUnderstood(column);

        return null;
    }

    private string? ReadFin()
    {
        var text = Text(ImportColumn.Fin);

        if (text.Length == 0)
        {
            return null;
        }

        if (!Fin.TryParse(text, out var fin))
        {
            _problems.Add(new ImportProblem(ImportProblemKind.BadFin, ImportColumn.Fin, text));
        }

        return fin;
    }

    private DateOnly? Date(ImportColumn column)
    {
        if (Wanted(column) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, _dateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        _problems.Add(new ImportProblem(ImportProblemKind.BadDate, column, text));

        return null;
    }

    private DateOnly? ReadBorn()
    {
        if (Date(ImportColumn.BornOn) is not { } born)
        {
            return null;
        }

        var age = AgeOn(born);

        if (born > today || age > MaxAge)
        {
            _problems.Add(new ImportProblem(ImportProblemKind.BirthNotPossible, ImportColumn.BornOn, Text(ImportColumn.BornOn)));
        }
        else if (age < words.Policy.MinimumAge)
        {
            _problems.Add(new ImportProblem(ImportProblemKind.TooYoung, ImportColumn.BornOn, Number(words.Policy.MinimumAge)));
        }

        return born;
    }

    private string? ReadMobile()
    {
        if (Wanted(ImportColumn.Phone) is not { } text || Phone(ImportColumn.Phone, text) is not { } phone)
        {
            return null;
        }

        if (!PhoneNumber.IsMobile(phone, words.Policy.MobilePrefixes))
        {
            _problems.Add(new ImportProblem(ImportProblemKind.PhoneNotMobile, ImportColumn.Phone, text));
        }

        return phone;
    }

    private string? Phone(ImportColumn column, string text)
    {
        // A spreadsheet takes 050 123 45 67 for a number and drops the zero.
        if (PhoneNumber.TryParse(text, out var phone) || (text.Count(char.IsAsciiDigit) == 9 && PhoneNumber.TryParse("0" + text, out phone)))
        {
            return phone;
        }

        var isCut = text.Contains("E+", StringComparison.OrdinalIgnoreCase);
        _problems.Add(new ImportProblem(isCut ? ImportProblemKind.PhoneCutBySpreadsheet : ImportProblemKind.BadPhone, column, text));

        return null;
    }

    private string? ReadEmail()
    {
        var text = Text(ImportColumn.Email);

        if (text.Length == 0)
        {
            return null;
        }

        if (text.Length > Volunteer.EmailMaxLength || !MailAddress.TryCreate(text, out var address) || address.Address != text || !address.Host.Contains('.', StringComparison.Ordinal))
        {
            _problems.Add(new ImportProblem(ImportProblemKind.BadEmail, ImportColumn.Email, text));

            return null;
        }

        return text.ToLowerInvariant();
    }

    private string? ReadDistrict()
    {
        if (Wanted(ImportColumn.District) is not { } text)
        {
            return null;
        }

        var found = words.DistrictsOf(text, centreId);

        if (found.Count != 1)
        {
            _problems.Add(new ImportProblem(found.Count == 0 ? ImportProblemKind.UnknownDistrict : ImportProblemKind.AmbiguousDistrict, ImportColumn.District, text));
        }

        return found.Count == 1 ? found[0] : null;
    }

    private Programme? ReadProgramme(DateOnly? born)
    {
        var programme = Word(ImportColumn.Programme, t => ImportVocabulary.ProgrammeOf(t));

        if (programme is Programme.Silver && born is { } day && AgeOn(day) < words.Policy.SilverFromAge)
        {
            _problems.Add(new ImportProblem(ImportProblemKind.TooYoungForSilver, ImportColumn.Programme, Number(words.Policy.SilverFromAge)));
        }

        return programme;
    }

    private List<string> Many(ImportColumn column, Func<string, string?> meaning, ImportProblemKind unknown)
    {
        var found = new List<string>();

        foreach (var text in Text(column).Split(['|', ',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (meaning(text) is { } code)
            {
                found.Add(code);
            }
            else
            {
                _problems.Add(new ImportProblem(unknown, column, text));
            }
        }

        return [.. found.Distinct()];
    }

    /// <summary>Only for who is under the age of the policy; what stands there for a grown-up is left out.</summary>
    private (string? Name, string? Phone) ReadGuardian(DateOnly? born)
    {
        if (born is not { } day || day > today || AgeOn(day) >= words.Policy.GuardianConsentAge)
        {
            return (null, null);
        }

        var name = Text(ImportColumn.GuardianName);
        var phone = Text(ImportColumn.GuardianPhone);

        if (name.Length == 0 || phone.Length == 0)
        {
            var missing = name.Length == 0 ? ImportColumn.GuardianName : ImportColumn.GuardianPhone;
            _problems.Add(new ImportProblem(ImportProblemKind.GuardianMissing, missing, Number(words.Policy.GuardianConsentAge)));

            return (null, null);
        }

        return (Short(ImportColumn.GuardianName, name, 2 * Volunteer.NameMaxLength), Phone(ImportColumn.GuardianPhone, phone));
    }

    /// <summary>The paper was signed on a day; agreed was to the texts that were in force then.</summary>
    private List<AgreedText> ReadConsents(bool needsGuardian)
    {
        if (Date(ImportColumn.ConsentOn) is not { } signed)
        {
            return [];
        }

        if (signed > today)
        {
            _problems.Add(new ImportProblem(ImportProblemKind.ConsentInFuture, ImportColumn.ConsentOn, Text(ImportColumn.ConsentOn)));

            return [];
        }

        string[] codes = needsGuardian
            ? [ConsentText.VolunteerTerms, ConsentText.PersonalData, ConsentText.Guardian]
            : [ConsentText.VolunteerTerms, ConsentText.PersonalData];
        var versions = codes.Select(code => (Code: code, Version: words.VersionOn(code, signed))).ToList();

        if (versions.Any(v => v.Version is null))
        {
            var first = words.FirstDayOf(codes).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            _problems.Add(new ImportProblem(ImportProblemKind.ConsentBeforeText, ImportColumn.ConsentOn, first));

            return [];
        }

        return versions.ConvertAll(v => new AgreedText(v.Code, v.Version!.Value) { SignedOn = signed });
    }

    private int AgeOn(DateOnly born) => today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
