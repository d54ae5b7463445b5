using System.Security.Cryptography;
using Dost.Volunteers.Core.Data;
using Microsoft.Extensions.Configuration;

namespace Dost.Volunteers.Core.Privacy;

/// <summary>
/// Finds the secret of the installation: <c>Privacy:Secret</c> (32 bytes in base 64), else the file <c>privacy.key</c> in the data
/// folder, which is made at the first start of an installation on SQLite. On SQL Server several machines share it, so it must be given.
/// </summary>
public static class PrivacyKeyStore
{
    public const string SettingName = "Privacy:Secret";
    private const string FileName = "privacy.key";

    /// <exception cref="SetupException">There is no secret, or it is not 32 bytes in base 64.</exception>
    public static PrivacyKeys Open(IConfiguration configuration, DatabaseOptions database)
    {
        if (configuration[SettingName] is { Length: > 0 } given)
        {
            var secret = new byte[PrivacyKeys.SecretLength];

            return Convert.TryFromBase64String(given, secret, out var written) && written == secret.Length
                ? new PrivacyKeys(secret)
                : throw new SetupException($"{SettingName} must be {PrivacyKeys.SecretLength} bytes in base 64 (openssl rand -base64 32).");
        }

        if (database.Provider is DatabaseProvider.SqlServer)
        {
            throw new SetupException($"{SettingName} is missing: all sites and workers on one SQL Server share it. Make one with openssl rand -base64 32, and keep it safe.");
        }

        var path = Path.Combine(database.DataFolder, FileName);
        var stored = ReadOrMake(path);

        return stored.Length == PrivacyKeys.SecretLength
            ? new PrivacyKeys(stored)
            : throw new SetupException($"{path} holds {stored.Length} bytes instead of {PrivacyKeys.SecretLength}. Put the file of the backup back; see docs/operations.md.");
    }

    private static byte[] ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };

            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            try
            {
                using var file = new FileStream(path, options);
                file.Write(RandomNumberGenerator.GetBytes(PrivacyKeys.SecretLength));
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process of the same installation was first.
            }
        }

        return File.ReadAllBytes(path);
    }
}
