using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Tests.Support;

/// <summary>Stands in Twilio's place on a port of its own, with the answers that Twilio gives.</summary>
public sealed class TwilioServerForTests : IAsyncDisposable
{
    public const string AccountSid = "AC00000000000000000000000000000001";
    public const string AuthToken = "secret-of-the-test";

    public const string OwnNumber = "+15005550006";

    private const string MessagesPath = $"/2010-04-01/Accounts/{AccountSid}/Messages.json";
    private readonly WebApplication _app;

    private TwilioServerForTests(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    /// <summary>As Twilio signs what it posts: the public address, then each field and its value in order.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "Twilio signs with HMAC-SHA1 and nothing else.")]
    public static string Sign(string url, IReadOnlyDictionary<string, string> form) => Convert.ToBase64String(HMACSHA1.HashData(
        Encoding.UTF8.GetBytes(AuthToken), Encoding.UTF8.GetBytes(url + string.Concat(form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + f.Value)))));

    /// <summary>What a new message is answered with.</summary>
    public TwilioAnswer Answer { get; set; } = new(201);

    public string AccountStatus { get; set; } = "active";

    public ConcurrentQueue<TwilioMessage> Taken { get; } = new();

    public int Lookups { get; private set; }

    /// <summary>Look-ups get the same answer as new messages.</summary>
    public bool RefusesLookups { get; set; }

    /// <summary>New messages are taken, and the caller waits for its answer in vain.</summary>
    public bool HoldsAnswers { get; set; }

    /// <summary>How long a new message waits for its answer.</summary>
    public TimeSpan Delay { get; set; }

    public static async Task<TwilioServerForTests> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new TwilioServerForTests(builder.Build());
        server._app.MapPost(MessagesPath, (Delegate)server.TakeAsync);
        server._app.MapGet(MessagesPath, (Delegate)server.List);
        server._app.MapGet($"/2010-04-01/Accounts/{AccountSid}.json", (HttpContext context) =>
            IsSignedIn(context) ? Results.Json(new Dictionary<string, object> { ["sid"] = AccountSid, ["status"] = server.AccountStatus }) : Refuse(new TwilioAnswer(401, 20003)));
        server._app.MapGet($"/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json", (HttpContext context) => !IsSignedIn(context) ? Refuse(new TwilioAnswer(401, 20003))
            : Results.Json(new Dictionary<string, object> { ["incoming_phone_numbers"] = context.Request.Query["PhoneNumber"] == OwnNumber ? new[] { OwnNumber } : [] }));
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        if (!IsSignedIn(context))
        {
            return Refuse(new TwilioAnswer(401, 20003));
        }

        await Task.Delay(Delay, context.RequestAborted);
        var form = await context.Request.ReadFormAsync();
        var message = new TwilioMessage(
            $"SM{Taken.Count:D32}", form["To"]!, form["From"], form["MessagingServiceSid"], form["Body"]!, form["StatusCallback"],
            TimeProvider.System.GetUtcNow());
        if (Answer.Status == 201 || Answer.CutsLine)
        {
            Taken.Enqueue(message);
        }

        if (HoldsAnswers)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        if (Answer.CutsLine)
        {
            context.Abort();
        }

        return Answer.Status == 201 ? Results.Json(Json(message), statusCode: 201) : Refuse(Answer);
    }

    private IResult List(HttpContext context)
    {
        if (!IsSignedIn(context))
        {
            return Refuse(new TwilioAnswer(401, 20003));
        }

        Lookups++;
        if (RefusesLookups)
        {
            return Refuse(Answer);
        }

        string to = context.Request.Query["To"]!;
        var messages = Taken.Reverse().Where(m => m.To == to).Select(Json).ToList();
        return Results.Json(new Dictionary<string, object?> { ["messages"] = messages, ["page"] = 0, ["page_size"] = 50, ["next_page_uri"] = null });
    }

    private static bool IsSignedIn(HttpContext context) =>
        context.Request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountSid}:{AuthToken}"));

    private static IResult Refuse(TwilioAnswer answer) => answer.Code is null
        ? Results.Text(answer.Status is 302 ? "" : "<html>down</html>", "text/html", statusCode: answer.Status)
        : Results.Text(
            JsonSerializer.Serialize(new Dictionary<string, object> { ["code"] = answer.Code, ["message"] = "no", ["status"] = answer.Status }),
            "application/json",
            statusCode: answer.Status);

    private static Dictionary<string, object?> Json(TwilioMessage message) => new()
    {
        ["sid"] = message.Sid,
        ["account_sid"] = AccountSid,
        ["to"] = message.To,
        ["from"] = message.From,
        ["body"] = message.Body,
        ["status"] = "queued",
        ["date_created"] = message.CreatedAt.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
        ["date_sent"] = null,
        ["error_code"] = null,
    };
}

/// <param name="Code">Twilio's code of the error; null for an answer that is not Twilio's JSON.</param>
/// <param name="CutsLine">The message is taken, and the connection is cut before the answer.</param>
public sealed record TwilioAnswer(int Status, int? Code = null, bool CutsLine = false);

public sealed record TwilioMessage(string Sid, string To, string? From, string? MessagingServiceSid, string Body, string? StatusCallback, DateTimeOffset CreatedAt);
