using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Calls Twilio's REST interface by itself. https://www.twilio.com/docs/messaging/api/message-resource</summary>
internal sealed class TwilioSmsSender(IHttpClientFactory clients, IOptions<TwilioOptions> options) : ISmsSender
{
    private readonly TwilioOptions _twilio = options.Value;

    private Uri Messages => new($"https://api.twilio.com/2010-04-01/Accounts/{_twilio.AccountSid}/Messages.json");

    public Task<SendResult> SendAsync(SmsToSend sms, CancellationToken ct) => GuardedAsync(
        async () =>
        {
            using var request = NewRequest(HttpMethod.Post, Messages);
            request.Content = new FormUrlEncodedContent(Form(sms));
            var message = await AskAsync<Message>(request, ct);
            return message.Answer ?? (message.Value.Sid is { } sid ? new SendResult.Accepted(sid) : TwilioAnswers.NoAnswer);
        },
        ct);

    public async Task<SendResult?> FindSentAsync(SmsToSend sms, DateTime sinceUtc, IReadOnlySet<string> otherIds, CancellationToken ct)
    {
        SendResult? found = null;
        var problem = await GuardedAsync<SendResult?>(
            async () =>
            {
                using var request = NewRequest(HttpMethod.Get, new Uri($"{Messages}?To={Uri.EscapeDataString(sms.To)}&PageSize=50"));
                var page = await AskAsync<MessagePage>(request, ct);
                var same = page.Value.Messages?.Find(m => m.Sid is not null && !otherIds.Contains(m.Sid) && TwilioAnswers.IsSame(sms, sinceUtc, m.Body, m.CreatedAtUtc));
                found = same?.Sid is { } sid ? TwilioAnswers.Known(sid, same.NumSegments, same.Price, same.PriceUnit) : null;
                return page.Answer;
            },
            ct);
        return problem ?? found;
    }

    private static async Task<T> GuardedAsync<T>(Func<Task<T>> call, CancellationToken ct)
        where T : SendResult?
    {
        try
        {
            return await call();
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (T)TwilioAnswers.TimedOut;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException)
        {
            return (T)TwilioAnswers.NoAnswer;
        }
    }

    private async Task<(T Value, SendResult? Answer)> AskAsync<T>(HttpRequestMessage request, CancellationToken ct)
        where T : new()
    {
        using var http = clients.CreateClient(TwilioHttp.ClientName);
        using var response = await http.SendAsync(request, ct);
        if (response.IsSuccessStatusCode)
        {
            return (await response.Content.ReadFromJsonAsync<T>(ct) ?? new T(), null);
        }

        return (new T(), TwilioAnswers.Judge((int)response.StatusCode, await ErrorCodeAsync(response, ct)));
    }

    private static async Task<int> ErrorCodeAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return (await response.Content.ReadFromJsonAsync<Refusal>(ct))?.Code ?? 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private HttpRequestMessage NewRequest(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_twilio.AccountSid}:{_twilio.AuthToken}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        return request;
    }

    private Dictionary<string, string> Form(SmsToSend sms)
    {
        var form = new Dictionary<string, string> { ["To"] = sms.To, ["Body"] = sms.Text };
        if (_twilio.MessagingServiceSid.Length > 0)
        {
            form["MessagingServiceSid"] = _twilio.MessagingServiceSid;
        }
        else
        {
            form["From"] = _twilio.From;
        }

        if (sms.StatusCallback is not null)
        {
            form["StatusCallback"] = sms.StatusCallback.AbsoluteUri;
        }

        return form;
    }

    private sealed record MessagePage
    {
        [JsonPropertyName("messages")]
        public List<Message>? Messages { get; init; }
    }

    private sealed record Message
    {
        [JsonPropertyName("sid")]
        public string? Sid { get; init; }

        [JsonPropertyName("num_segments")]
        public string? NumSegments { get; init; }

        [JsonPropertyName("price")]
        public string? Price { get; init; }

        [JsonPropertyName("price_unit")]
        public string? PriceUnit { get; init; }

        [JsonPropertyName("body")]
        public string? Body { get; init; }

        /// <summary>As in an e-mail: Thu, 24 Aug 2023 05:01:45 +0000.</summary>
        [JsonPropertyName("date_created")]
        public string? DateCreated { get; init; }

        public DateTime? CreatedAtUtc =>
            DateTimeOffset.TryParse(DateCreated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.UtcDateTime : null;
    }

    private sealed record Refusal
    {
        [JsonPropertyName("code")]
        public int? Code { get; init; }
    }
}
