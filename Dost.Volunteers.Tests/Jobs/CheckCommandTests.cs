using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Jobs.Diagnosis;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>The settings are tried against real servers: a line for each, the exit code, and never a secret.</summary>
public sealed class CheckCommandTests : IAsyncLifetime
{
    private const string Password = "very-secret-password";
    private string _folder = "";

    public async Task InitializeAsync() => _folder = await TestDatabase.NewFolderAsync();

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_default_installation_is_as_it_should_be()
    {
        var (code, said) = await CheckAsync();

        Assert.Equal(0, code);
        Assert.Contains("good   Database: SQLite answers, and has all migrations.", said, StringComparison.Ordinal);
        Assert.Contains("good   E-mail: stays on this machine", said, StringComparison.Ordinal);
        Assert.DoesNotContain("WRONG", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_set_up_is_good_and_sends_nothing()
    {
        await using var twilio = await TwilioServerForTests.StartAsync();
        await using var smtp = new SmtpServerForTests();

        var (code, said) = await CheckAsync([.. Twilio(twilio), .. Smtp(smtp.Port), ("Site:PublicUrl", "https://dost.example")]);

        Assert.True(code == 0, said);
        Assert.Contains("good   Mail server: ", said, StringComparison.Ordinal);
        Assert.Contains("good   Twilio: the account is active.", said, StringComparison.Ordinal);
        Assert.Contains("good   Twilio sender: the number belongs to the account.", said, StringComparison.Ordinal);
        Assert.Empty(twilio.Taken);
        Assert.Empty(smtp.Taken);
    }

    [Fact]
    public async Task Each_fault_is_a_line_and_no_line_holds_a_secret()
    {
        await using var twilio = await TwilioServerForTests.StartAsync();
        var smtp = new SmtpServerForTests();
        await smtp.DisposeAsync();

        var (code, said) = await CheckAsync([.. Twilio(twilio), ("Twilio:AuthToken", Password), .. Smtp(smtp.Port)]);

        Assert.Equal(1, code);
        Assert.Contains("WRONG  Mail server: cannot be reached", said, StringComparison.Ordinal);
        Assert.Contains("WRONG  Twilio: refuses the account or its token", said, StringComparison.Ordinal);
        Assert.Contains("WRONG  Public address: messages leave the machine", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_is_closed_and_a_number_of_somebody_else_are_told()
    {
        await using var twilio = await TwilioServerForTests.StartAsync();

        Assert.Contains("WRONG  Twilio sender: the number of Twilio:From does not belong to the account.", (await CheckAsync([.. Twilio(twilio), ("Twilio:From", "+15005550001")])).Said, StringComparison.Ordinal);
        twilio.AccountStatus = "suspended";
        Assert.Contains("WRONG  Twilio: the account is there but not active (suspended).", (await CheckAsync([.. Twilio(twilio)])).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_that_is_set_is_tried_or_said_to_be_out_of_reach()
    {
        Assert.Contains("good   Returned mail: is not read (Imap:Host is empty).", (await CheckAsync()).Said, StringComparison.Ordinal);
        var (code, said) = await CheckAsync(("Imap:Host", "127.0.0.1"), ("Imap:Port", "9"), ("Imap:UserName", "dost"), ("Imap:Password", Password));

        Assert.Equal(1, code);
        Assert.Contains(
            ImapMailbox.CanRead ? "WRONG  Returned mail: cannot be reached" : "WRONG  Settings: Imap: this build cannot read a mailbox; leave Imap:Host empty, or build with the full package set.",
            said, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_missing_are_told_in_words()
    {
        var (code, said) = await CheckAsync(("Messaging:Sms", "Twilio"));

        Assert.Equal(1, code);
        Assert.Contains("WRONG  Settings: ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_secret_than_the_database_s_is_told()
    {
        var (code, said) = await CheckAsync(("Privacy:Secret", Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(i => (byte)i)])));

        Assert.Equal(1, code);
        Assert.Contains("WRONG  Secret: not the one that the database was written with", said, StringComparison.Ordinal);
    }

    private static (string Key, string Value)[] Twilio(TwilioServerForTests server) =>
    [
        ("Messaging:Sms", "Twilio"), ("Twilio:AccountSid", TwilioServerForTests.AccountSid), ("Twilio:AuthToken", TwilioServerForTests.AuthToken),
        ("Twilio:From", TwilioServerForTests.OwnNumber), ("Twilio:BaseUrl", server.Url.AbsoluteUri),
    ];

    private static (string Key, string Value)[] Smtp(int port) =>
        [("Messaging:Email", "Smtp"), ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", $"{port}"), ("Smtp:Security", "None"), ("Smtp:FromAddress", "dost@example.az"), ("Smtp:TimeoutSeconds", "5")];

    private async Task<(int Code, string Said)> CheckAsync(params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?> { ["Database:DataFolder"] = _folder, ["Privacy:Secret"] = TestDatabase.Secret };

        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddVolunteersCore(configuration);
        services.AddSenders(configuration);
        await using var provider = services.BuildServiceProvider();
        await using var output = new StringWriter();
        var code = await CheckCommand.RunAsync(provider, output, default);

        return (code, output.ToString());
    }
}
