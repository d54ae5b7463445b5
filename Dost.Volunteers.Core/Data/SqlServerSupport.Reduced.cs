namespace Dost.Volunteers.Core.Data;

/// <summary>Whether this build can run commands on SQL Server.</summary>
public static class SqlServerSupport
{
    public static bool IsPresent => false;
}
