using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Dost.Volunteers.Core.Data;

/// <summary>The model on SQLite: the default installation, and the tests.</summary>
public sealed class SqliteVolunteersDbContext(DbContextOptions<SqliteVolunteersDbContext> options) : VolunteersDbContext(options);

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteVolunteersDbContext>
{
    public SqliteVolunteersDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteVolunteersDbContext>().UseSqlite().Options);
}
