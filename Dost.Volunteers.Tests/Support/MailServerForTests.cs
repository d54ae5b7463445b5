using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dost.Volunteers.Tests.Support;

/// <summary>
/// A mail server that is not ours, on a port of its own, with its configuration, certificate and mail in a folder of its own; nothing of the
/// machine's own mail is read or touched. It never runs as root: where the tests do, it runs as nobody.
/// </summary>
internal abstract class MailServerForTests : IAsyncDisposable
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Process? _process;

    protected MailServerForTests(string name)
    {
        Root = Directory.CreateTempSubdirectory($"dost-{name}-").FullName;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(Path.Combine(Root, "certificate.pem"), Certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Root, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    public int Port { get; }

    public X509Certificate2 Certificate { get; }

    protected string Root { get; }

    /// <summary>As whom it runs.</summary>
    protected static string User { get; } = Environment.IsPrivilegedProcess ? "nobody" : Environment.UserName;

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Certificate.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    protected static async Task<string> GroupOfUserAsync()
    {
        using var id = Process.Start(new ProcessStartInfo("id", ["-gn", User]) { RedirectStandardOutput = true })!;
        var name = await id.StandardOutput.ReadToEndAsync();
        await id.WaitForExitAsync();
        return name.Trim();
    }

    protected void AddFolder(string name) => Open(Directory.CreateDirectory(Path.Combine(Root, name)).FullName);

    /// <summary>Lets the user of the server change what we wrote.</summary>
    protected static void Open(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Everybody);
        }
    }

    /// <param name="log">Where it writes why it stopped.</param>
    protected async Task StartAsync(string program, string[] arguments, string log)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Root };
        if (Environment.IsPrivilegedProcess)
        {
            start.UserName = User;
        }

        _process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            Assert.False(_process.HasExited, $"{program} stopped by itself: {ReadLog(log)}");
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

    private string ReadLog(string name)
    {
        var path = Path.Combine(Root, name);
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }
}
