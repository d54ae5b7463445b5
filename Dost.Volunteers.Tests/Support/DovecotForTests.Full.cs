using System.Globalization;

namespace Dost.Volunteers.Tests.Support;

/// <summary>A test with a mailbox that is not ours; reported as skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DovecotFactAttribute : FactAttribute
{
    public DovecotFactAttribute()
    {
        if (DovecotForTests.Program is null)
        {
            Skip = "Dovecot is not installed: install the package dovecot-imapd, or name its program in DOST_DOVECOT.";
        }
    }
}

/// <summary>Dovecot, with one mailbox.</summary>
internal sealed class DovecotForTests() : MailServerForTests("dovecot")
{
    public const string UserName = "dost";
    public const string Password = "s3cret-ə";

    /// <summary>A folder beside the one where letters come in.</summary>
    public const string OtherFolder = "Read";

    private int _letters;

    public static string? Program { get; } = Environment.GetEnvironmentVariable("DOST_DOVECOT") is { Length: > 0 } named
        ? named
        : File.Exists("/usr/sbin/dovecot") ? "/usr/sbin/dovecot" : null;

    /// <param name="tlsAtOnce">Else it waits for STARTTLS.</param>
    public static async Task<DovecotForTests> StartAsync(bool tlsAtOnce = true)
    {
        var dovecot = new DovecotForTests();
        try
        {
            await dovecot.BeginAsync(tlsAtOnce);
            return dovecot;
        }
        catch
        {
            await dovecot.DisposeAsync();
            throw;
        }
    }

    public void Add(string letter)
    {
        var path = Path.Combine(Root, "mail", "new", string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000 + _letters++}.M1.localhost"));
        File.WriteAllText(path, letter);
        Open(path);
    }

    /// <summary>How many letters lie in a folder, and how many of them are marked as read.</summary>
    public (int All, int Read) Letters(string folder = "")
    {
        var names = new[] { "new", "cur" }.SelectMany(part => Directory.EnumerateFiles(Path.Combine(Root, "mail", folder, part))).Select(Path.GetFileName).ToList();

        return (names.Count, names.Count(name => name!.Split(":2,").ElementAtOrDefault(1)?.Contains('S', StringComparison.Ordinal) is true));
    }

    private async Task BeginAsync(bool tlsAtOnce)
    {
        foreach (var folder in (string[])["", "run", "mail", "mail/new", "mail/cur", "mail/tmp", "mail/Read", "mail/Read/new", "mail/Read/cur", "mail/Read/tmp"])
        {
            AddFolder(folder);
        }

        var template = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Dost.Volunteers.Tests", "Jobs", "RealMailServer", "dovecot.conf"));
        var configuration = Path.Combine(Root, "dovecot.conf");
        await File.WriteAllTextAsync(configuration, template
            .Replace("{ROOT}", Root, StringComparison.Ordinal)
            .Replace("{PORT}", Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{TLS}", tlsAtOnce ? "yes" : "no", StringComparison.Ordinal)
            .Replace("{USER}", User, StringComparison.Ordinal)
            .Replace("{GROUP}", await GroupOfUserAsync(), StringComparison.Ordinal)
            .Replace("{PASSWORD}", Password, StringComparison.Ordinal));

        await StartAsync(Program!, ["-F", "-c", configuration], "log");
    }
}
