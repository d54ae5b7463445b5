using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Dost.Volunteers.Core.Data;

/// <summary>The model on SQL Server.</summary>
public sealed class SqlServerVolunteersDbContext(DbContextOptions<SqlServerVolunteersDbContext> options) : VolunteersDbContext(options)
{
    /// <summary>The plain order of code points: a search is the range from one beginning of a word to the next, as it is on SQLite.</summary>
    private const string ByCodePoint = "Latin1_General_100_BIN2";

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<VolunteerSearchTerm>().Property(t => t.Term).UseCollation(ByCodePoint);
    }
}

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerVolunteersDbContext>
{
    public SqlServerVolunteersDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerVolunteersDbContext>().UseSqlServer().Options);
}
