using System.Collections.Concurrent;
using System.Globalization;
using Dost.Volunteers.Core.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>Stands in Twilio's place: takes text messages, lists what it has, keeps a record, and behaves as badly as it is told to.</summary>
internal sealed class TwilioSink : IAsyncDisposable
{
    public const string AccountSid = "AC00000000000000000000000000000001";

    private const string MessagesPath = $"/2010-04-01/Accounts/{AccountSid}/Messages.json";
    private readonly WebApplication _app;
    private readonly ProviderRecord _record;
    private readonly Trouble _trouble;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Dictionary<string, object?>>> _byNumber = new();
    private int _last;

    private TwilioSink(WebApplication app, ProviderRecord record, Trouble trouble, TimeProvider clock) => (_app, _record, _trouble, _clock) = (app, record, trouble, clock);

    public Uri Url => new(_app.Urls.First());

    public static async Task<TwilioSink> StartAsync(ProviderRecord record, Trouble trouble, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var sink = new TwilioSink(builder.Build(), record, trouble, clock);
        sink._app.MapPost(MessagesPath, (Delegate)sink.TakeAsync);
        sink._app.MapGet(MessagesPath, (Delegate)sink.List);
        await sink._app.StartAsync();

        return sink;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        _record.Enter();

        try
        {
            return await JudgeAsync(context, form["To"]!, form["Body"]!, form["StatusCallback"]);
        }
        finally
        {
            _record.Leave();
        }
    }

    /// <summary>What was heard to the end is dealt with, also where the caller has died meanwhile.</summary>
    private async Task<IResult> JudgeAsync(HttpContext context, string to, string body, string? callback)
    {
        var began = _clock.GetUtcNow().UtcDateTime;
        var mishap = _trouble.Next();
        var reference = Guid.TryParseExact(callback?.Split("?m=")[^1], "N", out var ours) ? ours : (Guid?)null;

        if (mishap is Mishap.Slow)
        {
            await Task.Delay(_trouble.Wait());
        }

        var taking = mishap switch
        {
            Mishap.None or Mishap.Slow => Taking.Taken,
            Mishap.CutAfterTaking or Mishap.TellsTooLate => Taking.TakenUntold,
            Mishap.RefusesForGood => Taking.RefusedForGood,
            Mishap.Busy or Mishap.TooMany or Mishap.Broken or Mishap.CutBeforeTaking => Taking.Refused,
        };
        var now = _clock.GetUtcNow().UtcDateTime;
        var sid = string.Create(CultureInfo.InvariantCulture, $"SM{Interlocked.Increment(ref _last):D32}");
        Dictionary<string, object?> json = new() { ["sid"] = sid, ["to"] = to, ["body"] = body, ["date_created"] = now.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture) };

        if (taking is Taking.Taken or Taking.TakenUntold)
        {
            _byNumber.GetOrAdd(to, _ => new()).Enqueue(json);
        }

        _record.Add(new Try(MessageChannel.Sms, reference, to, body, sid, began, now, taking));

        return await TellAsync(context, mishap, json);
    }

    private static async Task<IResult> TellAsync(HttpContext context, Mishap mishap, Dictionary<string, object?> json)
    {
        switch (mishap)
        {
            case Mishap.CutBeforeTaking or Mishap.CutAfterTaking:
                context.Abort();
                return Results.Empty;
            case Mishap.TellsTooLate:
                await Task.Delay(SmtpSink.TooLate);
                return Results.Json(json, statusCode: 201);
            default:
                return mishap switch
                {
                    Mishap.Busy => Results.Text("<html>down</html>", "text/html", statusCode: 503),
                    Mishap.TooMany => Refusal(429, 20429),
                    Mishap.Broken => Refusal(500, 20500),
                    Mishap.RefusesForGood => Refusal(400, 21612),
                    _ => Results.Json(json, statusCode: 201),
                };
        }
    }

    private IResult List(HttpContext context)
    {
        _record.NoteLookup();
        string to = context.Request.Query["To"]!;

        if (_trouble.Next() is Mishap.Busy or Mishap.TooMany)
        {
            var now = _clock.GetUtcNow().UtcDateTime;
            _record.Add(new Try(MessageChannel.Sms, null, to, "", "", now, now, Taking.Refused));

            return Refusal(503, 20503);
        }

        var messages = _byNumber.TryGetValue(to, out var known) ? known.Reverse().Take(50).ToList() : [];

        return Results.Json(new Dictionary<string, object?> { ["messages"] = messages, ["page"] = 0, ["page_size"] = 50, ["next_page_uri"] = null });
    }

    private static IResult Refusal(int status, int code) => Results.Json(new Dictionary<string, object> { ["code"] = code, ["message"] = "no", ["status"] = status }, statusCode: status);
}
