using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>A mail server on a port of its own that takes everything, keeps a record of it, and behaves as badly as it is told to.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    /// <summary>Longer than the workers wait for an answer.</summary>
    public static readonly TimeSpan TooLate = TimeSpan.FromSeconds(3);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ProviderRecord _record;
    private readonly Trouble _trouble;
    private readonly TimeProvider _clock;
    private readonly Task _accepting;
    private int _connections;

    public SmtpSink(ProviderRecord record, Trouble trouble, TimeProvider clock)
    {
        (_record, _trouble, _clock) = (record, trouble, clock);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public int Connections => _connections;

    /// <summary>Reads what a message says; switched off where only speed is asked for.</summary>
    public bool ReadsTexts { get; init; } = true;

    /// <summary>
    /// Acknowledges each packet at once. Linux waits up to 40 ms for more to say, and the framework's client waits for that in the midst of a message: then both
    /// only wait, and nothing is seen of what either does.
    /// </summary>
    public bool IsEager { get; init; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                client.NoDelay = true;
                Interlocked.Increment(ref _connections);
                _ = TalkAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var conversation = new Conversation(this, client);
                await conversation.RunAsync(_stop.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
            {
                // The caller is dead, or it is over.
            }
        }
    }

    private sealed class Conversation(SmtpSink sink, TcpClient client) : IDisposable
    {
        private const int Tcp = 6;
        private const int QuickAcknowledgement = 12;
        private static readonly byte[] _on = BitConverter.GetBytes(1);
        private readonly NetworkStream _line = client.GetStream();
        private readonly StreamReader _heard = new(client.GetStream(), Encoding.Latin1, false, 16 * 1024);
        private string _to = "";

        public void Dispose() => _heard.Dispose();

        public async Task RunAsync(CancellationToken ct)
        {
            await SayAsync("220 sink ready", ct);

            while (await HearAsync(ct) is { } said && await AnswerAsync(said, ct))
            {
            }
        }

        private async Task<bool> AnswerAsync(string said, CancellationToken ct)
        {
            switch (said.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync("250-sink\r\n250 8BITMIME", ct);
                    return true;
                case "RCPT":
                    _to = said.Split('<', '>') is [_, var address, ..] ? address : said;
                    await SayAsync("250 ok", ct);
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

        private async Task<bool> TakeAsync(CancellationToken ct)
        {
            await SayAsync("354 go on", ct);
            var text = new StringBuilder();
            var id = "";

            while (await HearAsync(ct) is { } said)
            {
                if (said == ".")
                {
                    sink._record.Enter();

                    try
                    {
                        return await JudgeAsync(id, text.ToString(), ct);
                    }
                    finally
                    {
                        sink._record.Leave();
                    }
                }

                id = id.Length == 0 && said.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase) ? said["Message-ID:".Length..].Trim(' ', '<', '>') : id;

                if (sink.ReadsTexts)
                {
                    text.Append(said.StartsWith('.') ? said[1..] : said).Append('\n');
                }
            }

            // Cut in the midst of it: not taken.
            return false;
        }

        private async Task<bool> JudgeAsync(string id, string text, CancellationToken ct)
        {
            var began = sink._clock.GetUtcNow().UtcDateTime;
            var mishap = sink._trouble.Next();

            if (mishap is Mishap.Slow)
            {
                await Task.Delay(sink._trouble.Wait(), ct);
            }

            var taking = mishap switch
            {
                Mishap.None or Mishap.Slow => Taking.Taken,
                Mishap.CutAfterTaking or Mishap.TellsTooLate => Taking.TakenUntold,
                Mishap.RefusesForGood => Taking.RefusedForGood,
                Mishap.Busy or Mishap.TooMany or Mishap.Broken or Mishap.CutBeforeTaking => Taking.Refused,
            };
            var reference = Guid.TryParseExact(id.Split('@')[0], "N", out var ours) ? ours : (Guid?)null;
            sink._record.Add(new Try(MessageChannel.Email, reference, _to, sink.ReadsTexts ? MailText.Of(text) : "", id, began, sink._clock.GetUtcNow().UtcDateTime, taking));

            return await TellAsync(mishap, ct);
        }

        private async Task<bool> TellAsync(Mishap mishap, CancellationToken ct)
        {
            switch (mishap)
            {
                case Mishap.CutBeforeTaking or Mishap.CutAfterTaking:
                    return false;
                case Mishap.TellsTooLate:
                    await Task.Delay(TooLate, ct);
                    return false;
                default:
                    await SayAsync(mishap switch
                    {
                        Mishap.Busy => "451 4.3.0 later",
                        Mishap.TooMany => "452 4.2.2 mailbox full",
                        Mishap.Broken => "421 4.3.2 shutting down",
                        Mishap.RefusesForGood => "554 5.6.0 not this text",
                        _ => "250 2.0.0 queued",
                    }, ct);
                    return mishap is not Mishap.Broken;
            }
        }

        private async Task SayAsync(string text, CancellationToken ct) => await _line.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), ct);

        private ValueTask<string?> HearAsync(CancellationToken ct)
        {
            if (sink.IsEager && OperatingSystem.IsLinux())
            {
                // It holds for a few packets only.
                client.Client.SetRawSocketOption(Tcp, QuickAcknowledgement, _on);
            }

            return _heard.ReadLineAsync(ct);
        }
    }
}

/// <summary>The words of an e-mail as it came over the line: the subject, and the first part.</summary>
internal static class MailText
{
    public static string Of(string raw)
    {
        var blocks = raw.Split("\n\n");
        var words = new StringBuilder();

        foreach (var header in blocks[0].Replace("\n ", "", StringComparison.Ordinal).Replace("?==?", "?= =?", StringComparison.Ordinal).Split('\n').Where(h => h.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var word in header["Subject:".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                words.Append(WordOf(word)).Append(word.StartsWith("=?", StringComparison.Ordinal) ? "" : " ");
            }
        }

        for (var i = 0; i + 1 < blocks.Length; i++)
        {
            if (blocks[i].Contains("Content-Type: text/plain", StringComparison.OrdinalIgnoreCase))
            {
                words.Append('\n').Append(Body(blocks[i], string.Join("\n\n", blocks[(i + 1)..]).Split("\n--")[0]));
                break;
            }
        }

        return words.ToString();
    }

    private static string WordOf(string word)
    {
        if (word.Split('?') is not ["=", _, var coding, var coded, _])
        {
            return word;
        }

        return coding is "B" or "b" ? Encoding.UTF8.GetString(Convert.FromBase64String(coded)) : Quoted(coded.Replace('_', ' '));
    }

    private static string Body(string headers, string body) =>
        headers.Contains("base64", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetString(Convert.FromBase64String(body.ReplaceLineEndings("")))
        : headers.Contains("quoted-printable", StringComparison.OrdinalIgnoreCase) ? Quoted(body.Replace("=\n", "", StringComparison.Ordinal))
        : body;

    private static string Quoted(string text)
    {
        var bytes = new List<byte>(text.Length);

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var one))
            {
                bytes.Add(one);
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
