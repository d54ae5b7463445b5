using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Data;

/// <summary>The default installation: one file, brought up to date by the program, and never without a copy.</summary>
public class SqliteTests
{
    [Fact]
    public async Task Readers_do_not_wait_and_the_writer_is_waited_for()
    {
        await using var database = await ScratchDatabase.NewAsync();

        Assert.Equal("wal", await PragmaAsync(database.Db, "journal_mode"));
        Assert.Equal("30000", await PragmaAsync(database.Db, "busy_timeout"));
        Assert.Equal("1", await PragmaAsync(database.Db, "foreign_keys"));
    }

    [Fact]
    public async Task Migrating_from_nothing_gives_the_schema_of_the_model()
    {
        var folder = Directory.CreateTempSubdirectory("dost-schema-").FullName;

        try
        {
            await using var migrated = NewContext(Path.Combine(folder, "migrated.db"));
            await using var created = NewContext(Path.Combine(folder, "created.db"));
            await migrated.Database.MigrateAsync();
            await created.Database.EnsureCreatedAsync();

            Assert.Equal(await SchemaOfAsync(created), await SchemaOfAsync(migrated));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_file_is_copied_before_it_is_migrated()
    {
        var folder = Directory.CreateTempSubdirectory("dost-copy-").FullName;
        var file = TestDatabase.FileIn(folder);

        try
        {
            await using (var old = new SqliteConnection($"Data Source={file};Pooling=False"))
            {
                await old.OpenAsync();
                await using var command = old.CreateCommand();
                command.CommandText = "CREATE TABLE WhatWas (Words TEXT); INSERT INTO WhatWas VALUES ('kept')";
                await command.ExecuteNonQueryAsync();
            }

            await StartAsync(folder);

            var copy = Assert.Single(Directory.GetFiles(folder, "*.before-migration"));
            await using var kept = new SqliteConnection($"Data Source={copy};Pooling=False");
            await kept.OpenAsync();
            await using var question = kept.CreateCommand();
            question.CommandText = "SELECT Words FROM WhatWas";
            Assert.Equal("kept", await question.ExecuteScalarAsync());

            // Nothing pending, nothing copied.
            await StartAsync(folder);
            Assert.Single(Directory.GetFiles(folder, "*.before-migration"));
        }
        finally
        {
            TestDatabase.Delete(folder);
        }
    }

    private static async Task StartAsync(string folder)
    {
        var settings = new Dictionary<string, string?> { ["Database:DataFolder"] = folder, ["Privacy:Secret"] = TestDatabase.Secret };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddVolunteersCore(configuration).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
    }

    private static SqliteVolunteersDbContext NewContext(string file) =>
        new(new DbContextOptionsBuilder<SqliteVolunteersDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options);

    private static async Task<string?> PragmaAsync(VolunteersDbContext db, string name) => (await RowsAsync(db, $"PRAGMA {name}")).Single();

    /// <summary>Tables, columns, indexes, foreign keys and check constraints, one a line; the order of columns does not matter.</summary>
    private static async Task<List<string>> SchemaOfAsync(VolunteersDbContext db)
    {
        const string Tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'";
        List<string> schema = [];

        foreach (var table in await RowsAsync(db, Tables))
        {
            schema.AddRange(await RowsAsync(db, $"SELECT 'column', '{table}', name, type, \"notnull\", pk > 0 FROM pragma_table_info('{table}')"));
            schema.AddRange(await RowsAsync(db, $"SELECT 'key', '{table}', \"from\", \"table\", \"to\", on_delete FROM pragma_foreign_key_list('{table}')"));
            schema.AddRange(await RowsAsync(
                db, $"SELECT 'index', '{table}', l.\"unique\", (SELECT group_concat(name) FROM pragma_index_info(l.name)) FROM pragma_index_list('{table}') AS l"));
            var sql = (await RowsAsync(db, $"SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '{table}'")).Single();
            schema.AddRange(sql.Split('\n').Where(line => line.Contains(" CHECK ", StringComparison.Ordinal)).Select(line => $"{table}: {line.Trim().TrimEnd(',')}"));
        }

        return [.. schema.Order(StringComparer.Ordinal)];
    }

    private static async Task<List<string>> RowsAsync(VolunteersDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];

        while (await reader.ReadAsync())
        {
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
