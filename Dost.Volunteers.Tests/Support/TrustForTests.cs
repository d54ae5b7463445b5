using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dost.Volunteers.Jobs.Senders;

namespace Dost.Volunteers.Tests.Support;

/// <summary>Trusts the certificate of a mail server of a test: by the option where the package set has it, else by the framework's global hook.</summary>
internal sealed class TrustForTests : IDisposable
{
    // One hook for all tests that run at the same time; each takes only its own certificate out again.
    private static readonly ConcurrentDictionary<string, bool> _trusted = new();
    private readonly string _fingerprint;

    public TrustForTests(X509Certificate2 certificate)
    {
        _fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        if (SmtpEmailSender.CanTrustOneCertificate)
        {
            Settings = [("Smtp:TrustedCertificate", _fingerprint)];
            return;
        }

        _trusted[_fingerprint] = true;
        SetHook((_, shown, _, errors) =>
            errors == SslPolicyErrors.None || (shown is not null && _trusted.ContainsKey(shown.GetCertHashString(HashAlgorithmName.SHA256))));
    }

    public (string Key, string Value)[] Settings { get; } = [];

    public void Dispose() => _trusted.TryRemove(_fingerprint, out _);

    // Obsolete for all but the framework's mail client, which asks it and nothing else.
    private static void SetHook(RemoteCertificateValidationCallback hook) =>
        Type.GetType("System.Net.ServicePointManager, System.Net.ServicePoint", throwOnError: true)!
            .GetProperty("ServerCertificateValidationCallback")!.SetValue(null, hook);
}
