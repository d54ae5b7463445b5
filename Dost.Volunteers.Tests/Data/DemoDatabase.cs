using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Data;

/// <summary>A database with the demonstration in it, for tests that read, and for such as try what the database refuses.</summary>
public sealed class DemoDatabase : IAsyncLifetime
{
    internal ScratchDatabase Database { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await ScratchDatabase.NewAsync();
        Assert.True(await Database.Get<DemoData>().AddAsync(CancellationToken.None));
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();
}
