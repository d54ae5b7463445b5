using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Data;

/// <summary>What an installation lacks is said at the start, in one line that says what to do; and the secret is what opens the key ring.</summary>
public class SetupTests
{
    private const string OtherSecret = "c29tZWJvZHkgZWxzZSdzIHNlY3JldCAtIDMyIGJ5dGU=";

    [Fact]
    public void A_build_that_cannot_connect_to_SQL_Server_says_so()
    {
        var settings = Settings(("Database:Provider", "SqlServer"));

        if (SqlServerSupport.IsPresent)
        {
            using var services = NewServices(settings).BuildServiceProvider();
            using var scope = services.CreateScope();
            AssertOneLine(Assert.Throws<SetupException>(() => scope.ServiceProvider.GetRequiredService<VolunteersDbContext>()), "Database:ConnectionString");
        }
        else
        {
            AssertOneLine(Assert.Throws<SetupException>(() => NewServices(settings)), "reduced package set");
        }
    }

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("short", "32 bytes")]
    [InlineData("c2hvcnQ=", "32 bytes")]
    [InlineData("not base 64 at all, but as long as it should be!", "32 bytes")]
    public void On_SQL_Server_the_secret_must_be_given(string? secret, string said)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(PrivacyKeyStore.SettingName, secret)]).Build();

        AssertOneLine(Assert.Throws<SetupException>(() => PrivacyKeyStore.Open(configuration, new DatabaseOptions { Provider = DatabaseProvider.SqlServer })), said);
    }

    [Fact]
    public async Task A_database_written_with_another_secret_is_not_opened()
    {
        var folder = await TestDatabase.NewFolderAsync();

        try
        {
            await StartAsync(folder, TestDatabase.Secret);
            AssertOneLine(await Assert.ThrowsAsync<SetupException>(() => StartAsync(folder, OtherSecret)), "secret");
            await StartAsync(folder, TestDatabase.Secret);
        }
        finally
        {
            TestDatabase.Delete(folder);
        }
    }

    [Fact]
    public async Task A_secret_that_was_cut_short_is_not_taken()
    {
        var folder = await TestDatabase.NewFolderAsync();

        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "privacy.key"), [1, 2, 3]);
            AssertOneLine(Assert.Throws<SetupException>(() => PrivacyKeyStore.Open(new ConfigurationBuilder().Build(), new DatabaseOptions { DataFolder = folder })), "3 bytes");
        }
        finally
        {
            TestDatabase.Delete(folder);
        }
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said_in_a_line()
    {
        var folder = await TestDatabase.NewFolderAsync();

        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "volunteers.db"), new string('?', 5_000));
            AssertOneLine(await Assert.ThrowsAsync<SetupException>(() => StartAsync(folder, TestDatabase.Secret)), "not a database");
        }
        finally
        {
            TestDatabase.Delete(folder);
        }
    }

    [Fact]
    public async Task The_keys_of_the_cookies_open_only_with_the_secret()
    {
        var folder = await TestDatabase.NewFolderAsync();

        try
        {
            await using var first = NewSite(folder, TestDatabase.Secret);
            var cookie = first.GetDataProtector("test").Protect("signed in");
            await using var scope = first.CreateAsyncScope();
            var stored = await scope.ServiceProvider.GetRequiredService<VolunteersDbContext>().DataProtectionKeys.AsNoTracking().SingleAsync();

            Assert.Contains("encryptedSecret", stored.Xml, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", stored.Xml, StringComparison.Ordinal);

            await using var second = NewSite(folder, TestDatabase.Secret);
            Assert.Equal("signed in", second.GetDataProtector("test").Unprotect(cookie));

            await using var thief = NewSite(folder, OtherSecret);
            Assert.ThrowsAny<Exception>(() => thief.GetDataProtector("test").Unprotect(cookie));
        }
        finally
        {
            TestDatabase.Delete(folder);
        }
    }

    private static ServiceProvider NewSite(string folder, string secret)
    {
        var services = NewServices(Settings(("Database:DataFolder", folder), (PrivacyKeyStore.SettingName, secret)));
        services.AddDataProtection().SetApplicationName("test").PersistKeysToDbContext<VolunteersDbContext>();
        services.AddKeyRingEncryption();

        return services.BuildServiceProvider();
    }

    private static async Task StartAsync(string folder, string secret)
    {
        await using var services = NewServices(Settings(("Database:DataFolder", folder), (PrivacyKeyStore.SettingName, secret))).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
    }

    private static IServiceCollection NewServices(IConfiguration settings) =>
        new ServiceCollection().AddSingleton(settings).AddLogging().AddVolunteersCore(settings);

    private static IConfigurationRoot Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();

    private static void AssertOneLine(SetupException problem, string said)
    {
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }
}
