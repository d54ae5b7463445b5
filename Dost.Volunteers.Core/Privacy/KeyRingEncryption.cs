using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Core.Privacy;

/// <summary>Encrypts the keys of the cookies before they are stored, so that who has the database alone cannot make a sign-in.</summary>
internal sealed class KeyRingEncryptor(FieldCipher cipher) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement("encrypted", cipher.Encrypt(plaintextElement.ToString(SaveOptions.DisableFormatting), KeyPurpose.KeyRing)),
        typeof(KeyRingDecryptor));
}

/// <summary>Opens what <see cref="KeyRingEncryptor"/> stored. Its name stands in the key ring: renaming it closes all sessions.</summary>
public sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<FieldCipher>().Decrypt(encryptedElement.Value, KeyPurpose.KeyRing));
}

public static class KeyRingServices
{
    /// <summary>Keeps the key ring encrypted under a key derived from the secret of the installation.</summary>
    public static IServiceCollection AddKeyRingEncryption(this IServiceCollection services)
    {
        services.AddOptions<KeyManagementOptions>().Configure<FieldCipher>((options, cipher) => options.XmlEncryptor = new KeyRingEncryptor(cipher));

        return services;
    }
}
