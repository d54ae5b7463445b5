using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dost.Volunteers.Tests.Support;

/// <summary>A test with a mail server that is not ours; reported as skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EximFactAttribute : FactAttribute
{
    public EximFactAttribute()
    {
        if (EximForTests.Program is null)
        {
            Skip = "Exim is not installed: install the package exim4-daemon-light, or name its program in DOST_EXIM.";
        }
    }
}

/// <summary>
/// Exim on a port of its own, with its configuration, certificate, queue and mailboxes in a folder of its own; nothing of the machine's own
/// mail is read or touched. It never runs as root: where the tests do, it runs as nobody.
/// </summary>
internal sealed class EximForTests : IAsyncDisposable
{
    public const string UserName = "dost";
    public const string Password = "s3cret-ə";

    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly string[] _places = ["/usr/sbin/exim4", "/usr/sbin/exim", "/usr/bin/exim"];
    private readonly string _root = Directory.CreateTempSubdirectory("dost-exim-").FullName;
    private Process? _process;

    private EximForTests()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(Path.Combine(_root, "certificate.pem"), Certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_root, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    public static string? Program { get; } =
        Environment.GetEnvironmentVariable("DOST_EXIM") is { Length: > 0 } named ? named : _places.FirstOrDefault(File.Exists);

    public int Port { get; }

    public X509Certificate2 Certificate { get; }

    /// <param name="offersTls">Without it EHLO is answered with neither STARTTLS nor AUTH.</param>
    /// <param name="lettersPerConnection">After so many it says 421 and hangs up.</param>
    public static async Task<EximForTests> StartAsync(bool offersTls = true, int lettersPerConnection = 1000)
    {
        var exim = new EximForTests();
        try
        {
            await exim.BeginAsync(offersTls, lettersPerConnection);
            return exim;
        }
        catch
        {
            await exim.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on every recipient is put off with 451, or no longer.</summary>
    public void PutsOff(bool later)
    {
        var mark = Path.Combine(_root, "mail", "later");
        if (later)
        {
            File.WriteAllText(mark, "");
        }
        else
        {
            File.Delete(mark);
        }
    }

    /// <summary>What lies in the mailboxes once the queue is empty: a letter that Exim took is in the one or in the other.</summary>
    public async Task<List<MailForTests>> DeliveredAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        var queue = Path.Combine(_root, "spool", "input");
        while (Directory.Exists(queue) && Directory.EnumerateFiles(queue, "*-H", SearchOption.AllDirectories).Any())
        {
            await Task.Delay(20, limit.Token);
        }

        var people = Path.Combine(_root, "mail", "people", "new");
        return Directory.Exists(people) ? [.. Directory.EnumerateFiles(people).Order(StringComparer.Ordinal).Select(Read)] : [];
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Certificate.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private async Task BeginAsync(bool offersTls, int lettersPerConnection)
    {
        var user = Environment.IsPrivilegedProcess ? "nobody" : Environment.UserName;
        Directory.CreateDirectory(Path.Combine(_root, "mail", "full", "new"));
        foreach (var folder in (string[])["", "spool", "log", "mail", "mail/full", "mail/full/new", "mail/full/cur", "mail/full/tmp"])
        {
            var path = Directory.CreateDirectory(Path.Combine(_root, folder)).FullName;
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, Everybody);
            }
        }

        // More than the 2K that this mailbox may hold.
        await File.WriteAllTextAsync(Path.Combine(_root, "mail", "full", "new", "1.old.localhost"), new string('x', 4000));
        var settings = $"""
            ROOT = {_root}
            PORT = {Port.ToString(CultureInfo.InvariantCulture)}
            USER = {user}
            GROUP = {await GroupOfAsync(user)}
            TLS_FOR = {(offersTls ? "*" : "")}
            PER_CONNECTION = {lettersPerConnection.ToString(CultureInfo.InvariantCulture)}
            PASSWORD = {Password}

            """;
        var configuration = Path.Combine(_root, "exim.conf");
        await File.WriteAllTextAsync(configuration, settings + await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Dost.Volunteers.Tests", "Jobs", "RealMailServer", "exim.conf")));

        var start = new ProcessStartInfo(Program!, ["-C", configuration, "-bdf"]) { WorkingDirectory = _root };
        if (Environment.IsPrivilegedProcess)
        {
            start.UserName = user;
        }

        _process = Process.Start(start)!;
        await UntilItAnswersAsync(_process);
    }

    private async Task UntilItAnswersAsync(Process process)
    {
        using var limit = new CancellationTokenSource(_patience);
        while (true)
        {
            Assert.False(process.HasExited, $"Exim stopped by itself: {ReadLog("paniclog")}");
            try
            {
                using var tcp = new TcpClient();
                await tcp.ConnectAsync(IPAddress.Loopback, Port, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, limit.Token);
            }
        }
    }

    private static async Task<string> GroupOfAsync(string user)
    {
        using var id = Process.Start(new ProcessStartInfo("id", ["-gn", user]) { RedirectStandardOutput = true })!;
        var name = await id.StandardOutput.ReadToEndAsync();
        await id.WaitForExitAsync();
        return name.Trim();
    }

    private string ReadLog(string name)
    {
        var path = Path.Combine(_root, "log", name);
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    private static MailForTests Read(string path)
    {
        // As it came over the line: a mailbox keeps the line ends of the machine.
        var raw = File.ReadAllText(path).ReplaceLineEndings("\r\n");
        var mail = new MailForTests("", "", raw, WasEncrypted: false, SignedInAs: null);
        var how = mail.Header("Received") ?? "";
        return mail with
        {
            From = mail.Header("Return-path") ?? "",
            To = mail.Header("Envelope-to") ?? "",
            WasEncrypted = how.Contains("with esmtps", StringComparison.Ordinal),
            SignedInAs = how.Contains("with esmtpsa", StringComparison.Ordinal) ? UserName : null,
        };
    }
}
