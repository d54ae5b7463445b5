namespace Dost.Volunteers.Core.Data;

/// <summary>Which database, from the section <c>Database</c> of the configuration.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>For SQLite, unless given: <c>volunteers.db</c> in <see cref="DataFolder"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Where the default installation keeps its files: the database, the secret, the messages that would have gone out.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>SQLite migrates at start, after copying the file. On SQL Server the administrator runs <c>db/</c>, unless this is set.</summary>
    public bool MigrateOnStart { get; set; }

    public string SqliteConnectionString => ConnectionString ?? $"Data Source={Path.Combine(DataFolder, "volunteers.db")}";
}

public enum DatabaseProvider { Sqlite, SqlServer }
