using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Merging;

/// <summary>Who may be one person, and who is surely not.</summary>
public sealed class NameComparerTests
{
    private static readonly FieldCipher _cipher = new(new PrivacyKeys(new byte[PrivacyKeys.SecretLength]));

    [Theory]
    [InlineData("Əli", "Məmmədov", "Ali", "Memmedov")]
    [InlineData("Əli", "Məmmədov", "Али", "Мамедов")]
    [InlineData("Həsən", "Əliyev", "Гасан", "Алиев")]
    [InlineData("İLHAMƏ", "HÜSEYNOVA", "ilhame", "huseynova")]
    [InlineData("Nərgiz", "Quliyeva", "Nərgiz", "Quliyeva Kamran qızı")]
    [InlineData("Elvin", "Məmməd'ov", "Elvin", "Məmmədov")]
    [InlineData("Əli Rza", "Qasımov", "Əlirza", "Qasımov")]
    public void The_same_name_is_the_same_in_whichever_letters(string given, string family, string otherGiven, string otherFamily) =>
        Assert.Equal(NameLikeness.Same, Compare(given, family, otherGiven, otherFamily));

    [Fact]
    public void Given_and_family_name_may_have_changed_places() => Assert.Equal(NameLikeness.Swapped, Compare("Ayşən", "Hacıyeva", "Haciyeva", "Aysen"));

    [Theory]
    [InlineData("Aytən", "Məmmədova", "Aytən", "Məmədovva")]
    [InlineData("Rəşad", "Abbasov", "Rəşda", "Abbasov")]
    [InlineData("Fatimə", "Kərimova", "Fatimə Zəhra", "Kərimova")]
    [InlineData("Elnur", "Əsgərov", "Elnur", "Əsgərev")]
    public void A_slip_or_a_second_name_left_out_is_similar(string given, string family, string otherGiven, string otherFamily) =>
        Assert.NotEqual(NameLikeness.None, Compare(given, family, otherGiven, otherFamily));

    [Theory]
    [InlineData("Həsən", "Quliyev", "Hüseyn", "Quliyev")]
    [InlineData("Leyla", "Quliyeva", "Nərmin", "Quliyeva")]
    [InlineData("Əli", "Məmmədov", "Ələsgər", "Məmmədov")]
    [InlineData("Ana", "Əliyeva", "Aida", "Əliyeva")]
    public void Twins_are_two_people(string given, string family, string otherGiven, string otherFamily) =>
        Assert.Null(PersonLikeness.Of(Person(given, family), Person(otherGiven, otherFamily), _cipher));

    [Fact]
    public void Twins_with_nearly_the_same_name_are_never_more_than_possible() =>
        Assert.Equal(Likeness.Low, PersonLikeness.Of(Person("Elnur", "Quliyev"), Person("Elnar", "Quliyev"), _cipher)?.Likeness);

    [Fact]
    public void A_brother_and_a_sister_are_two_people()
    {
        Assert.Null(PersonLikeness.Of(Person("Ülvin", "Kərimli"), Person("Ülvia", "Kərimli") with { Gender = Gender.Female }, _cipher));
        Assert.Equal(Likeness.Low, PersonLikeness.Of(Person("Ülvi", "Kərimli"), Person("Ülvi", "Kərimli") with { Gender = Gender.Female }, _cipher)?.Likeness);
    }

    [Fact]
    public void The_same_name_on_another_birthday_is_somebody_else_unless_day_and_month_changed_places()
    {
        var one = Person("Əli", "Məmmədov") with { BornOn = new DateOnly(1990, 3, 7) };

        Assert.Null(PersonLikeness.Of(one, one with { BornOn = new DateOnly(1990, 3, 8) }, _cipher));
        Assert.True(PersonLikeness.Of(one, one with { BornOn = new DateOnly(1990, 7, 3) }, _cipher) is { HasTurnedBirthday: true, Likeness: Likeness.Low });
    }

    [Fact]
    public void Different_FINs_are_different_people_and_a_slip_is_said()
    {
        var one = WithFin("7A1B2C3");

        Assert.Null(PersonLikeness.Of(one, WithFin("5XK9QW2"), _cipher));
        Assert.True(PersonLikeness.Of(one, WithFin("7A1B2C4"), _cipher) is { HasCloseFin: true, Likeness: Likeness.High });
        Assert.True(PersonLikeness.Of(one, Person("Əli", "Məmmədov"), _cipher) is { HasCloseFin: false, Likeness: Likeness.High });
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("rəşad", "rəşda", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    public void Slips_are_counted(string one, string other, int slips)
    {
        Assert.Equal(slips, Slips.Count(one, other));
        Assert.Equal(slips, Slips.Count(other, one));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("—", "")]
    [InlineData("123", "🙂")]
    public void Who_has_no_name_is_like_nobody(string given, string family) => Assert.Equal(NameLikeness.None, Compare(given, family, given, family));

    private static NameLikeness Compare(string given, string family, string otherGiven, string otherFamily)
    {
        var (one, other) = (ComparableName.Of(given, family), ComparableName.Of(otherGiven, otherFamily));
        Assert.Equal(one.CompareWith(other), other.CompareWith(one));

        return one.CompareWith(other);
    }

    private static ComparedPerson Person(string given, string family) => new(Guid.CreateVersion7(), given, family, new DateOnly(1990, 5, 20), Gender.Male, TestData.NewPhone(), null, null, null);

    private static ComparedPerson WithFin(string fin) => Person("Əli", "Məmmədov") with { FinHash = _cipher.HashOfFin(fin), FinEncrypted = _cipher.Encrypt(fin) };
}
