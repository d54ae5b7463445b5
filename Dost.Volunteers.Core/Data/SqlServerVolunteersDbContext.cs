using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Dost.Volunteers.Core.Data;

/// <summary>The model on SQL Server.</summary>
public sealed class SqlServerVolunteersDbContext(DbContextOptions<SqlServerVolunteersDbContext> options) : VolunteersDbContext(options);

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerVolunteersDbContext>
{
    public SqlServerVolunteersDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerVolunteersDbContext>().UseSqlServer().Options);
}
