using Dost.Volunteers.Core.Data;

namespace Dost.Volunteers.Tests.Support;

/// <summary>
/// A test on a real SQL Server: an empty database that <c>DOST_TEST_SQLSERVER</c> holds the connection string of. Where there is none it is
/// reported as skipped, so that nobody believes it ran.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqlServerFactAttribute : FactAttribute
{
    public const string Variable = "DOST_TEST_SQLSERVER";

    public SqlServerFactAttribute()
    {
        if (!SqlServerSupport.IsPresent)
        {
            Skip = "This build was made from the reduced package set and cannot connect to SQL Server.";
        }
        else if (string.IsNullOrWhiteSpace(ConnectionString))
        {
            Skip = $"{Variable} holds no connection string.";
        }
    }

    public static string? ConnectionString => Environment.GetEnvironmentVariable(Variable);
}
