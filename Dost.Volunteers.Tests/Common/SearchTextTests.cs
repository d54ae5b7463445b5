using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Tests.Common;

public class SearchTextTests
{
    [Theory]
    [InlineData("ƏLİ", "əli")]
    [InlineData("Əli", "Eli")]
    [InlineData("Эли", "Əli")]
    [InlineData("ИВАН", "иван")]
    [InlineData("Gülnarə", "gulnare")]
    [InlineData("ISMAYIL", "ismayil")]
    [InlineData("İSMAYIL", "ismayıl")]
    [InlineData("Şəfiqə Çinarə", "sefiqe  cinare")]
    [InlineData("O'Brien", "OBrien")]
    [InlineData("Ma’mun", "Mamun")]
    [InlineData("José", "jose")]
    public void Two_ways_to_write_a_name_find_each_other(string one, string other) => Assert.Equal(SearchText.Fold(one), SearchText.Fold(other));

    [Theory]
    [InlineData("az-Latn-AZ")]
    [InlineData("tr-TR")]
    [InlineData("ru-RU")]
    public void The_language_of_the_thread_changes_nothing(string culture)
    {
        var before = Thread.CurrentThread.CurrentCulture;

        try
        {
            Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
            Assert.Equal("ilqar isgenderov", SearchText.Fold("İlqar", "İSGƏNDƏROV"));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void Parts_are_joined_and_what_is_missing_leaves_no_hole() => Assert.Equal("leyla 050", SearchText.Fold("Leyla", null, " ", "050"));

    [Fact]
    public void It_fits_its_column() => Assert.Equal(SearchText.MaxLength, SearchText.Fold(new string('щ', 1000)).Length);
}
