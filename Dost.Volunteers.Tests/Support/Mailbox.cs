using System.Text.RegularExpressions;
using Dost.Volunteers.Jobs.Engines;
using Dost.Volunteers.Jobs.Senders;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Support;

/// <summary>What people find on their phones and in their mail: the jobs are run, and the messages that would have gone out are read.</summary>
public static partial class Mailbox
{
    public static async Task RunJobAsync(this TestApp app, string name)
    {
        var result = await app.Services.GetRequiredService<JobRunner>().RunAsync(name, CancellationToken.None);
        Assert.Equal(JobRunResult.Succeeded, result);
    }

    /// <summary>Every SMS to the phone so far, in the order in which they went out.</summary>
    public static Task<IReadOnlyList<string>> SmsToAsync(this TestApp app, string phone) => SentAsync(app, DroppedChannel.Sms, phone);

    /// <summary>Every e-mail to the address so far.</summary>
    public static Task<IReadOnlyList<string>> EmailsToAsync(this TestApp app, string address) => SentAsync(app, DroppedChannel.Email, address);

    /// <summary>The path of the one-tap link in a message.</summary>
    public static string LinkIn(string message) => OneTapLink().Match(message) is { Success: true } link
        ? link.Value
        : throw new InvalidOperationException($"There is no link in: {message}");

    private static async Task<IReadOnlyList<string>> SentAsync(TestApp app, DroppedChannel channel, string to)
    {
        var page = await app.Services.GetRequiredService<FileDrop>().ReadAsync(channel, to, 1, 100, CancellationToken.None);

        return [.. page.Items.OrderBy(m => m.DroppedAtUtc).ThenBy(m => m.Id).Select(m => m.Text)];
    }

    [GeneratedRegex("/t/[A-Za-z0-9_-]{20}")]
    private static partial Regex OneTapLink();
}
