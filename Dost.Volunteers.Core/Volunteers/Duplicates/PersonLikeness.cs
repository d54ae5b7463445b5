using Dost.Volunteers.Core.Privacy;

namespace Dost.Volunteers.Core.Volunteers.Duplicates;

/// <summary>What of a record decides whether it may be of the same person as another one.</summary>
public sealed record ComparedPerson(
    Guid VolunteerId, string GivenName, string FamilyName, DateOnly BornOn, Gender Gender, string Phone, string? GuardianPhone, string? FinHash, string? FinEncrypted)
{
    private readonly Lazy<ComparableName> _name = new(() => ComparableName.Of(GivenName, FamilyName));

    public ComparableName Name => _name.Value;
}

/// <summary>Judges two records. A pure function of what they hold.</summary>
public static class PersonLikeness
{
    /// <summary>How they are alike; null where they are two people as far as anybody can see.</summary>
    public static Resemblance? Of(ComparedPerson one, ComparedPerson other, FieldCipher cipher)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);

        var isTurned = one.BornOn != other.BornOn;

        if (isTurned && Turned(one.BornOn) != other.BornOn)
        {
            return null;
        }

        var names = one.Name.CompareWith(other.Name);

        // A brother and a sister, or a birthday that only happens to look turned round: only the very same name is of interest there.
        if (names is NameLikeness.None || (names is NameLikeness.Similar && (isTurned || one.Gender != other.Gender)))
        {
            return null;
        }

        var fins = CompareFins(one, other, cipher);

        if (fins is FinLikeness.Different)
        {
            return null;
        }

        var sharesPhone = one.Phone == other.GuardianPhone || other.Phone == one.GuardianPhone || (one.GuardianPhone is { } guardian && guardian == other.GuardianPhone);
        var likeness = names is NameLikeness.Similar || isTurned || one.Gender != other.Gender ? Likeness.Low : Likeness.High;

        return new Resemblance(likeness, names, isTurned, sharesPhone, fins is FinLikeness.Close);
    }

    /// <summary>Every FIN is given once, so two that differ are two people, unless one was written down wrongly.</summary>
    public static FinLikeness CompareFins(ComparedPerson one, ComparedPerson other, FieldCipher cipher)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(cipher);

        if (one is not { FinHash: not null, FinEncrypted: { } first } || other is not { FinHash: not null, FinEncrypted: { } second })
        {
            return FinLikeness.Unknown;
        }

        return one.FinHash == other.FinHash ? FinLikeness.Same
            : Slips.Count(cipher.Decrypt(first), cipher.Decrypt(second)) <= 1 ? FinLikeness.Close
            : FinLikeness.Different;
    }

    /// <summary>The birthday with day and month changed round, where there is such a day.</summary>
    public static DateOnly? Turned(DateOnly day) => day.Day <= 12 && day.Day != day.Month ? new DateOnly(day.Year, day.Day, day.Month) : null;
}

/// <summary>Unknown: one of the two has none. Close: a slip apart.</summary>
public enum FinLikeness { Unknown, Same, Close, Different }
