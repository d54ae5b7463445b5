using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Dost.Volunteers.Tests.Support;

/// <summary>A small mail server on a port of its own: speaks as much SMTP as a real client asks for, and keeps what it was given.</summary>
public sealed class SmtpServerForTests : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Task _accepting;

    public SmtpServerForTests()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public X509Certificate2 Certificate { get; }

    public int Port { get; }

    /// <summary>Answers EHLO with STARTTLS, and refuses mail before it.</summary>
    public bool WantsTls { get; init; }

    /// <summary>Answers EHLO with AUTH, and refuses mail without it.</summary>
    public (string UserName, string Password)? WantsLogin { get; init; }

    /// <summary>What RCPT TO is answered with.</summary>
    public int RecipientAnswer { get; set; } = 250;

    /// <summary>What MAIL FROM is answered with.</summary>
    public int SenderAnswer { get; set; } = 250;

    /// <summary>Takes the message and hangs up in place of saying so: whether it was taken is not known to the client.</summary>
    public bool DropsLineAfterTaking { get; set; }

    public ConcurrentQueue<MailForTests> Taken { get; } = new();

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
        Certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections++;
                _conversations.Add(TalkAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await new Conversation(this, client.GetStream()).RunAsync(_stop.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private sealed class Conversation(SmtpServerForTests server, Stream plain)
    {
        private Stream _line = plain;
        private bool _encrypted;
        private string? _user;
        private string _from = "";
        private string _to = "";

        public async Task RunAsync(CancellationToken ct)
        {
            await SayAsync("220 localhost ready", ct);
            while (await HearAsync(ct) is { } said && await AnswerAsync(said, ct))
            {
            }
        }

        private async Task<bool> AnswerAsync(string said, CancellationToken ct)
        {
            var command = said.Split(' ', 2)[0].ToUpperInvariant();
            switch (command)
            {
                case "EHLO":
                    await SayAsync(Greeting(), ct);
                    return true;
                case "STARTTLS":
                    await StartTlsAsync(ct);
                    return true;
                case "AUTH":
                    await SayAsync(await SignInAsync(said, ct) ? "235 welcome" : "535 5.7.8 wrong", ct);
                    return true;
                case "MAIL":
                    _from = said;
                    await SayAsync(MailAnswer(), ct);
                    return true;
                case "RCPT":
                    _to = said;
                    await SayAsync(Line(server.RecipientAnswer), ct);
                    return true;
                case "DATA":
                    return await TakeAsync(ct);
                case "QUIT":
                    await SayAsync("221 bye", ct);
                    return false;
                default:
                    await SayAsync("250 ok", ct);
                    return true;
            }
        }

        private string Greeting()
        {
            var lines = new List<string> { "localhost" };
            if (server.WantsTls && !_encrypted)
            {
                lines.Add("STARTTLS");
            }
            else if (server.WantsLogin is not null)
            {
                lines.Add("AUTH LOGIN PLAIN");
            }

            lines.Add("8BITMIME");
            return string.Join("\r\n", lines.Select((line, i) => (i < lines.Count - 1 ? "250-" : "250 ") + line));
        }

        private string MailAnswer() => server switch
        {
            { WantsTls: true } when !_encrypted => "530 5.7.0 must issue STARTTLS first",
            { WantsLogin: not null } when _user is null => "530 5.7.0 authentication required",
            _ => Line(server.SenderAnswer),
        };

        private static string Line(int code) => string.Create(CultureInfo.InvariantCulture, $"{code} {(code < 400 ? "ok" : "refused someone@example.org")}");

        private async Task StartTlsAsync(CancellationToken ct)
        {
            await SayAsync("220 go ahead", ct);
            var encrypted = new SslStream(_line, leaveInnerStreamOpen: true);
            await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, ct);
            _line = encrypted;
            _encrypted = true;
        }

        private async Task<bool> SignInAsync(string said, CancellationToken ct)
        {
            var parts = said.Split(' ');
            string user, password;
            if (parts[1] == "PLAIN")
            {
                var fields = Decode(parts.Length > 2 ? parts[2] : await AskAsync("", ct)).Split('\0');
                (user, password) = (fields[1], fields[2]);
            }
            else
            {
                user = Decode(parts.Length > 2 ? parts[2] : await AskAsync("VXNlcm5hbWU6", ct));
                password = Decode(await AskAsync("UGFzc3dvcmQ6", ct));
            }

            _user = server.WantsLogin == (user, password) ? user : null;
            return _user is not null;
        }

        private async Task<string> AskAsync(string question, CancellationToken ct)
        {
            await SayAsync($"334 {question}", ct);
            return await HearAsync(ct) ?? "";
        }

        private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

        private async Task<bool> TakeAsync(CancellationToken ct)
        {
            await SayAsync("354 go on", ct);
            var text = new StringBuilder();
            while (await HearAsync(ct) is { } line && line != ".")
            {
                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            server.Taken.Enqueue(new MailForTests(_from, _to, text.ToString(), _encrypted, _user));
            if (server.DropsLineAfterTaking)
            {
                return false;
            }

            await SayAsync("250 2.0.0 queued", ct);
            return true;
        }

        private async Task SayAsync(string text, CancellationToken ct) => await _line.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), ct);

        private async Task<string?> HearAsync(CancellationToken ct)
        {
            var heard = new List<byte>();
            var one = new byte[1];
            while (await _line.ReadAsync(one, ct) == 1)
            {
                if (one[0] == '\n')
                {
                    return Encoding.UTF8.GetString([.. heard]).TrimEnd('\r');
                }

                heard.Add(one[0]);
            }

            return null;
        }
    }
}
