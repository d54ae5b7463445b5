using System.Globalization;

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

/// <summary>Exim, with whole mailboxes for who is at example.org.</summary>
internal sealed class EximForTests() : MailServerForTests("exim")
{
    public const string UserName = "dost";
    public const string Password = "s3cret-ə";

    private static readonly string[] _places = ["/usr/sbin/exim4", "/usr/sbin/exim", "/usr/bin/exim"];

    public static string? Program { get; } =
        Environment.GetEnvironmentVariable("DOST_EXIM") is { Length: > 0 } named ? named : _places.FirstOrDefault(File.Exists);

    /// <param name="offersTls">Without it EHLO is answered with neither STARTTLS nor AUTH.</param>
    /// <param name="tlsAtOnce">It does not wait for STARTTLS.</param>
    /// <param name="lettersPerConnection">After so many it says 421 and hangs up.</param>
    public static async Task<EximForTests> StartAsync(bool offersTls = true, bool tlsAtOnce = false, int lettersPerConnection = 1000)
    {
        var exim = new EximForTests();
        try
        {
            await exim.BeginAsync(offersTls, tlsAtOnce, lettersPerConnection);
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
        var mark = Path.Combine(Root, "mail", "later");
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
        using var limit = new CancellationTokenSource(Patience);
        var queue = Path.Combine(Root, "spool", "input");
        while (Directory.Exists(queue) && Directory.EnumerateFiles(queue, "*-H", SearchOption.AllDirectories).Any())
        {
            await Task.Delay(20, limit.Token);
        }

        var people = Path.Combine(Root, "mail", "people", "new");
        return Directory.Exists(people) ? [.. Directory.EnumerateFiles(people).Order(StringComparer.Ordinal).Select(Read)] : [];
    }

    private async Task BeginAsync(bool offersTls, bool tlsAtOnce, int lettersPerConnection)
    {
        foreach (var folder in (string[])["", "spool", "log", "mail", "mail/full", "mail/full/new", "mail/full/cur", "mail/full/tmp"])
        {
            AddFolder(folder);
        }

        // More than the 2K that this mailbox may hold.
        await File.WriteAllTextAsync(Path.Combine(Root, "mail", "full", "new", "1.old.localhost"), new string('x', 4000));
        var settings = $"""
            ROOT = {Root}
            PORT = {Port.ToString(CultureInfo.InvariantCulture)}
            USER = {User}
            GROUP = {await GroupOfUserAsync()}
            TLS_FOR = {(offersTls ? "*" : "")}
            TLS_AT_ONCE = {(tlsAtOnce ? Port.ToString(CultureInfo.InvariantCulture) : "")}
            PER_CONNECTION = {lettersPerConnection.ToString(CultureInfo.InvariantCulture)}
            PASSWORD = {Password}

            """;
        var configuration = Path.Combine(Root, "exim.conf");
        await File.WriteAllTextAsync(configuration, settings + await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Dost.Volunteers.Tests", "Jobs", "RealMailServer", "exim.conf")));

        await StartAsync(Program!, ["-C", configuration, "-bdf"], "log/paniclog");
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
