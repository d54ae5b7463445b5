using System.Collections.Concurrent;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Logs are read by people who must not know who gets which message.</summary>
public sealed class LogTests : JobTest
{
    private readonly ConcurrentQueue<string> _lines = new();

    public LogTests() => App.With("Logging:LogLevel:Default", "Trace").With(services => services.AddSingleton<ILoggerProvider>(_ => new CapturingLog(_lines)));

    [Fact]
    public async Task No_name_number_address_or_word_of_a_message_is_ever_logged()
    {
        var volunteer = await AddVolunteerAsync(v => (v.GivenName, v.Email) = ("Gülnarə", "gulnare@example.az"));
        await OweAsync(volunteer);
        await OweAsync(volunteer, MessageChannel.Email);
        await OweAsync(volunteer, version: 1);
        await RunAsync("SendMessages");
        var texts = Provider.Texts.Select(t => t.Text).Concat(Provider.Emails.Select(e => e.Text)).ToList();
        Provider.Answer = sent => sent is SmsToSend ? throw new InvalidOperationException("a bug") : new SendResult.Final("smtp 550");
        await OweAsync(volunteer, version: 2);
        await OweAsync(volunteer, MessageChannel.Email, version: 2);
        await RunAsync("SendMessages");

        Assert.NotEmpty(texts);
        Assert.Contains(_lines, l => l.Contains("failed: smtp 550", StringComparison.Ordinal));
        Assert.Contains(_lines, l => l.Contains("broke off", StringComparison.Ordinal));
        string[] secrets = [volunteer.GivenName, volunteer.FamilyName, volunteer.Phone, volunteer.Email!, "/t/", .. texts];
        Assert.All(secrets, secret => Assert.DoesNotContain(_lines, l => l.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }
}
