using System.Net;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Http;
using Twilio.Rest.Api.V2010.Account;
using Twilio.Types;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Sends text messages with Twilio's own library.</summary>
internal sealed class TwilioSmsSender(IHttpClientFactory clients, IOptions<TwilioOptions> options) : ISmsSender
{
    private readonly TwilioOptions _twilio = options.Value;

    public async Task<SendResult> SendAsync(SmsToSend sms, CancellationToken ct)
    {
        var message = new CreateMessageOptions(new PhoneNumber(sms.To)) { Body = sms.Text, StatusCallback = sms.StatusCallback };
        if (_twilio.MessagingServiceSid.Length > 0)
        {
            message.MessagingServiceSid = _twilio.MessagingServiceSid;
        }
        else
        {
            message.From = new PhoneNumber(_twilio.From);
        }

        var client = NewClient();
        try
        {
            var created = await MessageResource.CreateAsync(message, client).WaitAsync(ct);

            // A redirect counts as a success of the library's, with nothing in it, or nothing at all.
            return created?.Sid is { } sid ? new SendResult.Accepted(sid) : TwilioAnswers.NoAnswer;
        }
        catch (TwilioException exception)
        {
            return Judge(exception, client);
        }
    }

    public async Task<SendResult?> FindSentAsync(SmsToSend sms, DateTime sinceUtc, IReadOnlySet<string> otherIds, CancellationToken ct)
    {
        var client = NewClient();
        try
        {
            var query = new ReadMessageOptions { To = new PhoneNumber(sms.To), PageSize = 50 };
            var listed = await MessageResource.ReadAsync(query, client).WaitAsync(ct);
            listed.AutoPaging = false;
            var same = listed.FirstOrDefault(m => m.Sid is not null && !otherIds.Contains(m.Sid) && TwilioAnswers.IsSame(sms, sinceUtc, m.Body, m.DateCreated?.ToUniversalTime()));
            return same is null ? null : TwilioAnswers.Known(same.Sid, same.NumSegments, same.Price, same.PriceUnit);
        }
        catch (Exception exception) when (exception is TwilioException or JsonException)
        {
            return Judge(exception, client);
        }
    }

    /// <summary>An answer that is not Twilio's JSON, as a proxy gives it, comes as an exception without its status, or as one of the JSON reader.</summary>
    private static SendResult Judge(Exception exception, TwilioRestClient client) => exception switch
    {
        ApiException { Status: > 0 } api => TwilioAnswers.Judge(api.Status, api.Code),
        ApiConnectionException { InnerException: OperationCanceledException } => TwilioAnswers.TimedOut,
        ApiException when client.HttpClient.LastResponse is { StatusCode: >= HttpStatusCode.BadRequest and var status } => TwilioAnswers.Judge((int)status, 0),
        _ => TwilioAnswers.NoAnswer,
    };

    private TwilioRestClient NewClient() => new(
        _twilio.AccountSid, _twilio.AuthToken, httpClient: new SystemNetHttpClient(clients.CreateClient(TwilioHttp.ClientName)));
}
