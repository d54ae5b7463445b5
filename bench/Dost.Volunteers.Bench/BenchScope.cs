using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Bench;

/// <summary>One unit of work, asked for by somebody.</summary>
internal sealed class BenchScope(AsyncServiceScope scope) : IAsyncDisposable
{
    public VolunteersDbContext Db => Get<VolunteersDbContext>();

    public T Get<T>()
        where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public BenchScope As(Asker asker)
    {
        var user = Get<CurrentUser>();
        user.AccountId = Guid.Empty;
        user.IsAdministrator = asker.CentreIds.Count == 0;
        user.IsCoordinator = !user.IsAdministrator;
        user.CentreIds = asker.CentreIds;

        return this;
    }

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}

/// <summary>Who asks: a coordinator of these centres; an administrator where there are none.</summary>
internal sealed record Asker(string Name, IReadOnlyList<Guid> CentreIds);
