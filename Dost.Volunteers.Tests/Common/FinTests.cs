using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Privacy;

namespace Dost.Volunteers.Tests.Common;

public class FinTests
{
    [Theory]
    [InlineData("7a1b2c3", "7A1B2C3")]
    [InlineData(" 5XYZ123 ", "5XYZ123")]
    [InlineData("ABCDEFG", "ABCDEFG")]
    public void A_FIN_is_seven_signs_in_capitals(string typed, string fin)
    {
        Assert.True(Fin.TryParse(typed, out var parsed));
        Assert.Equal(fin, parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7A1B2C")]
    [InlineData("7A1B2C34")]
    [InlineData("7I1B2C3")] // no I
    [InlineData("7O1B2C3")] // no O
    [InlineData("7ı1b2c3")] // and none of the other i either
    [InlineData("7Ə1B2C3")]
    [InlineData("7A 1B2C")]
    public void What_is_no_FIN_is_refused(string? typed) => Assert.False(Fin.TryParse(typed, out _));

    [Fact]
    public void It_is_found_by_a_hash_that_does_not_depend_on_how_it_was_typed_but_on_the_secret()
    {
        var cipher = new FieldCipher(new PrivacyKeys(new byte[32]));
        var other = new FieldCipher(new PrivacyKeys([.. Enumerable.Repeat((byte)1, 32)]));

        Assert.Equal(cipher.HashOfFin("7A1B2C3"), cipher.HashOfFin(" 7a1b2c3"));
        Assert.NotEqual(cipher.HashOfFin("7A1B2C3"), cipher.HashOfFin("7A1B2C4"));
        Assert.NotEqual(cipher.HashOfFin("7A1B2C3"), other.HashOfFin("7A1B2C3"));
        Assert.Throws<ArgumentException>(() => cipher.HashOfFin("nobody"));
    }

    [Fact]
    public void Encrypted_it_is_never_the_same_twice_and_does_not_open_when_it_was_changed()
    {
        var cipher = new FieldCipher(new PrivacyKeys(new byte[32]));
        var one = cipher.Encrypt("7A1B2C3");
        var bytes = Convert.FromBase64String(one);
        bytes[^1] ^= 1;

        Assert.NotEqual(one, cipher.Encrypt("7A1B2C3"));
        Assert.Equal("7A1B2C3", cipher.Decrypt(one));
        Assert.Equal(FieldCipher.EncryptedLength(Fin.Length), one.Length);
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => cipher.Decrypt(Convert.ToBase64String(bytes)));
    }
}
