using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Jobs.Senders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>The senders as the product registers them, with the given configuration.</summary>
internal sealed class SendersForTests : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("dost-senders-").FullName;
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;

    public SendersForTests(params ReadOnlySpan<(string Key, string Value)> settings)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.Configure<DatabaseOptions>(database => database.DataFolder = _root);
        services.AddSenders(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        _scope = _services.CreateAsyncScope();
    }

    public IEmailSender Email => _scope.ServiceProvider.GetRequiredService<IEmailSender>();

    public ISmsSender Sms => _scope.ServiceProvider.GetRequiredService<ISmsSender>();

    public FileDrop Drop => _scope.ServiceProvider.GetRequiredService<FileDrop>();

    public void CheckOptions() => _services.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate();

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
