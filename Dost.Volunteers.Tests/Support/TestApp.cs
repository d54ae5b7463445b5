using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Dost.Volunteers.Tests.Support;

/// <summary>
/// The whole site on a database of its own, with a clock that the test moves. Use it as a class fixture:
/// <c>public class JoinTests(TestApp app) : IClassFixture&lt;TestApp&gt;</c>. Antiforgery, security headers and cookies are as in production.
/// </summary>
public sealed class TestApp : WebApplicationFactory<Text>, IAsyncLifetime
{
    private readonly Dictionary<string, string> _settings = new()
    {
        ["Privacy:Secret"] = TestDatabase.Secret,
        ["Site:PublicUrl"] = "https://localhost",
        ["Jobs:RunInWeb"] = "false",
        ["Logging:LogLevel:Default"] = "Warning",
        ["RateLimits:SignIn:Permits"] = "100000",
        ["RateLimits:Sms:Permits"] = "100000",
        ["RateLimits:Form:Permits"] = "100000",
        ["RateLimits:Lookup:Permits"] = "100000",
        ["RateLimits:Calls:Permits"] = "100000",
        ["QuietCheck:FastestSeconds"] = "0",
        ["Home:CacheSeconds"] = "0",
    };

    private readonly List<Action<IServiceCollection>> _replacements = [];
    private string _folder = "";

    /// <summary>Monday 23 November 2026, ten o'clock in Baku.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero));

    public DateTime NowUtc => Clock.UtcNow();

    /// <summary>An application for one test: <c>await using var app = await TestApp.StartAsync();</c>.</summary>
    public static async Task<TestApp> StartAsync()
    {
        var app = new TestApp();
        await app.InitializeAsync();

        return app;
    }

    /// <summary>A setting of this application, before it is first used.</summary>
    public TestApp With(string key, string value)
    {
        _settings[key] = value;

        return this;
    }

    /// <summary>Another service instead of the real one (a sender), before the application is first used.</summary>
    public TestApp With(Action<IServiceCollection> replace)
    {
        _replacements.Add(replace);

        return this;
    }

    public async Task InitializeAsync() => _folder = await TestDatabase.NewFolderAsync();

    /// <summary>A stranger's browser; an own cookie jar, redirects followed.</summary>
    public Browser NewBrowser() => new(CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        HandleCookies = false,
        BaseAddress = new Uri("https://localhost"),
    }));

    /// <summary>A browser in which the account is signed in.</summary>
    public async Task<Browser> NewBrowserAsync(UserAccount account)
    {
        await using var scope = NewScope();
        var principal = await scope.Get<SignInManager<UserAccount>>().CreateUserPrincipalAsync(account);
        var cookie = scope.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = Clock.GetUtcNow(), ExpiresUtc = Clock.GetUtcNow().AddDays(14) };
        var ticket = new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme);

        return NewBrowser().WithCookie(cookie.Cookie.Name!, cookie.TicketDataFormat.Protect(ticket));
    }

    /// <summary>A unit of work of its own on the application's database.</summary>
    public TestScope NewScope() => new(Services.CreateAsyncScope());

    /// <summary>Reads or writes the database in a scope of its own.</summary>
    public async Task<T> QueryAsync<T>(Func<VolunteersDbContext, Task<T>> query)
    {
        await using var scope = NewScope();

        return await query(scope.Db);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Database:DataFolder", _folder);

        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            _replacements.ForEach(replace => replace(services));
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        TestDatabase.Delete(_folder);
        GC.SuppressFinalize(this);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}

/// <summary>One scope of services.</summary>
public sealed class TestScope(AsyncServiceScope scope) : IAsyncDisposable
{
    public VolunteersDbContext Db => Get<VolunteersDbContext>();

    public T Get<T>()
        where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
