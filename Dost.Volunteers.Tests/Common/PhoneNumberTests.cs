using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Tests.Common;

public class PhoneNumberTests
{
    [Theory]
    [InlineData("050 123 45 67", "+994501234567")]
    [InlineData("0501234567", "+994501234567")]
    [InlineData("(050) 123-45-67", "+994501234567")]
    [InlineData("+994 50 123 45 67", "+994501234567")]
    [InlineData("994501234567", "+994501234567")]
    [InlineData("00994501234567", "+994501234567")]
    [InlineData("+994 (0)50 123 45 67", "+994501234567")]
    [InlineData("012 345 67 89", "+994123456789")]
    [InlineData("+49 151 23456789", "+4915123456789")]
    [InlineData("0049 151 23456789", "+4915123456789")]
    public void Numbers_are_taken_as_people_write_them(string typed, string e164)
    {
        Assert.True(PhoneNumber.TryParse(typed, out var parsed));
        Assert.Equal(e164, parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("050 123 45 6")]
    [InlineData("050 123 45 678")]
    [InlineData("50 123 45 67")] // of which country?
    [InlineData("994 50 123 45")]
    [InlineData("yoxdur")]
    [InlineData("050 123 45 67 ev")]
    [InlineData("+0 123 456 789")]
    [InlineData("+12")]
    [InlineData("٠٥٠١٢٣٤٥٦٧")] // digits of another script
    [InlineData("4915123456789")] // another country without its plus
    public void What_can_be_no_number_is_refused(string? typed) => Assert.False(PhoneNumber.TryParse(typed, out _));

    [Fact]
    public void A_number_at_home_is_shown_as_it_is_dialled_there_and_one_abroad_as_it_stands()
    {
        Assert.Equal("050 123 45 67", PhoneNumber.Display("+994501234567"));
        Assert.Equal("+4915123456789", PhoneNumber.Display("+4915123456789"));
    }

    [Theory]
    [InlineData("+994501234567", true)]
    [InlineData("+994123456789", false)] // a flat in Baku
    [InlineData("+4915123456789", true)]
    public void Only_a_mobile_number_at_home_takes_an_SMS(string e164, bool mobile) => Assert.Equal(mobile, PhoneNumber.IsMobile(e164, ["50", "51", "55"]));
}
