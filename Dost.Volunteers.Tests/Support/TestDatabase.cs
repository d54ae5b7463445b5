using Dost.Volunteers.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Support;

/// <summary>A real SQLite file with the schema and the reference data: migrated once a test run, then copied.</summary>
internal static class TestDatabase
{
    /// <summary>32 bytes in base 64: the secret of the test installation.</summary>
    public const string Secret = "dGVzdHMgb25seSwgbm8gcGVyc29uJ3MgZGF0YSAtIDE=";

    private static readonly Lazy<Task<string>> _template = new(MigrateAsync);

    /// <summary>A new folder with a database of its own.</summary>
    public static async Task<string> NewFolderAsync()
    {
        var template = await _template.Value;
        var folder = Directory.CreateTempSubdirectory("dost-tests-").FullName;
        File.Copy(template, FileIn(folder));

        return folder;
    }

    public static string FileIn(string folder) => Path.Combine(folder, "volunteers.db");

    public static void Delete(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        using (var connection = new SqliteConnection($"Data Source={FileIn(folder)}"))
        {
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> MigrateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("dost-template-").FullName;
        var settings = new Dictionary<string, string?> { ["Database:DataFolder"] = folder, ["Privacy:Secret"] = Secret };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddVolunteersCore(configuration).BuildServiceProvider();

        await using (var scope = services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
        }

        var template = Path.Combine(folder, "template.db");
        await using var source = new SqliteConnection($"Data Source={FileIn(folder)};Pooling=False");
        await using var copy = new SqliteConnection($"Data Source={template};Pooling=False");
        await source.OpenAsync();
        await copy.OpenAsync();
        source.BackupDatabase(copy);

        return template;
    }
}
