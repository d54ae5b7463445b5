using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Jobs.Senders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Diagnosis;

/// <summary>
/// <c>dotnet run --project Dost.Volunteers.Jobs -- check</c>: tries the settings without sending or changing anything and says a line
/// for each; 1 if anything is wrong. No line holds a secret.
/// </summary>
internal static class CheckCommand
{
    public const string Name = "check";

    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var isGood = true;

        foreach (var look in (Func<IServiceProvider, CancellationToken, Task<IReadOnlyList<ProbeResult>>>[])[DatabaseAsync, EmailAsync, ReturnedMailAsync, SmsAsync, SiteAsync])
        {
            foreach (var line in await GuardedAsync(look, scope.ServiceProvider, ct))
            {
                isGood &= line.IsGood;
                await output.WriteLineAsync($"{(line.IsGood ? "good " : "WRONG")}  {line.What}: {line.Words}.");
            }
        }

        await output.WriteLineAsync(isGood ? "All is as it should be." : "Something is wrong: see the lines above.");

        return isGood ? 0 : 1;
    }

    /// <summary>Settings that are refused at the start are a line like the others.</summary>
    private static async Task<IReadOnlyList<ProbeResult>> GuardedAsync(
        Func<IServiceProvider, CancellationToken, Task<IReadOnlyList<ProbeResult>>> look, IServiceProvider services, CancellationToken ct)
    {
        try
        {
            return await look(services, ct);
        }
        catch (OptionsValidationException problem)
        {
            return [.. problem.Failures.Select(f => new ProbeResult("Settings", false, f.TrimEnd('.')))];
        }
        catch (SetupException problem)
        {
            return [new ProbeResult("Settings", false, problem.Message.TrimEnd('.'))];
        }
    }

    private static Task<IReadOnlyList<ProbeResult>> DatabaseAsync(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<DatabaseProbe>().LookAsync(ct);

    private static async Task<IReadOnlyList<ProbeResult>> EmailAsync(IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<IOptions<MessagingOptions>>().Value.Email is EmailProvider.FileDrop
            ? [new ProbeResult("E-mail", true, "stays on this machine (Messaging:Email is FileDrop)")]
            : [await services.GetRequiredService<SmtpEmailSender>().ProbeAsync(ct)];

    private static async Task<IReadOnlyList<ProbeResult>> ReturnedMailAsync(IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<IOptions<ImapOptions>>().Value.IsSet
            ? [await services.GetRequiredService<IReturnMailbox>().ProbeAsync(ct)]
            : [new ProbeResult("Returned mail", true, "is not read (Imap:Host is empty)")];

    private static async Task<IReadOnlyList<ProbeResult>> SmsAsync(IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<IOptions<MessagingOptions>>().Value.Sms is SmsProvider.FileDrop
            ? [new ProbeResult("SMS", true, "stay on this machine (Messaging:Sms is FileDrop)")]
            : await services.GetRequiredService<TwilioProbe>().LookAsync(ct);

    /// <summary>The links in messages lead to the public address, and Twilio signs it.</summary>
    private static Task<IReadOnlyList<ProbeResult>> SiteAsync(IServiceProvider services, CancellationToken ct)
    {
        var messaging = services.GetRequiredService<IOptions<MessagingOptions>>().Value;
        var leaves = messaging.Email is not EmailProvider.FileDrop || messaging.Sms is not SmsProvider.FileDrop;
        var isAddress = Uri.TryCreate(services.GetRequiredService<PublicUrl>().Value, UriKind.Absolute, out var site) && site.Scheme is "https" or "http";
        IReadOnlyList<ProbeResult> lines =
        [
            !isAddress ? new ProbeResult("Public address", false, "Site:PublicUrl is no address of the web")
            : leaves && (site!.IsLoopback || site.Scheme is not "https") ? new ProbeResult("Public address", false, $"messages leave the machine, and their links lead to {site}: set Site:PublicUrl to the https address of the site")
            : new ProbeResult("Public address", true, $"links lead to {site}"),
        ];

        return Task.FromResult(lines);
    }
}
