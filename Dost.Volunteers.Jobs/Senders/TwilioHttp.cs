using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>The HTTP client under both ways of calling Twilio.</summary>
internal static class TwilioHttp
{
    public const string ClientName = "Twilio";

    public static void AddTwilioHttp(this IServiceCollection services)
    {
        services.AddTransient<OtherBaseUrl>();
        services.AddHttpClient(ClientName)
            .ConfigureHttpClient((provider, http) =>
                http.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<TwilioOptions>>().Value.TimeoutSeconds))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false })
            .AddHttpMessageHandler<OtherBaseUrl>()
            // Telephone numbers are in the addresses that it would log.
            .RemoveAllLoggers();
    }

    /// <summary>Sends the call elsewhere; the address of Twilio's host is fixed in its library.</summary>
    private sealed class OtherBaseUrl(IOptions<TwilioOptions> options) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (options.Value.BaseUrl is { } baseUrl && request.RequestUri is { } asked)
            {
                request.RequestUri = new Uri(baseUrl, asked.PathAndQuery);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
