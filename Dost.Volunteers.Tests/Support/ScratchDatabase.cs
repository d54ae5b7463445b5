using Dost.Volunteers.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Dost.Volunteers.Tests.Support;

/// <summary>A migrated SQLite file with the reference data and the services of the domain on it, for a test without the site.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;

    private ScratchDatabase(string folder, DateTimeOffset now)
    {
        _folder = folder;
        Clock = new FakeTimeProvider(now);
        var settings = new Dictionary<string, string?> { ["Database:DataFolder"] = folder, ["Privacy:Secret"] = TestDatabase.Secret };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddVolunteersCore(configuration)
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)).BuildServiceProvider();
        _scope = _services.CreateAsyncScope();
    }

    public FakeTimeProvider Clock { get; }

    public VolunteersDbContext Db => Get<VolunteersDbContext>();

    /// <summary>Monday 23 November 2026, ten o'clock in Baku, unless told otherwise.</summary>
    public static async Task<ScratchDatabase> NewAsync(DateTimeOffset? now = null) =>
        new(await TestDatabase.NewFolderAsync(), now ?? new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero));

    public T Get<T>()
        where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    /// <summary>Runs a statement past the model, as somebody with a database tool would.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={TestDatabase.FileIn(_folder)};Foreign Keys=True;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;

        return await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
        TestDatabase.Delete(_folder);
    }
}
