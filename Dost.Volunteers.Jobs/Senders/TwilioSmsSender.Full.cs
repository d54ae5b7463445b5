using Microsoft.Extensions.Options;
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

        try
        {
            var created = await MessageResource.CreateAsync(message, NewClient()).WaitAsync(ct);

            // A redirect counts as a success of the library's, with nothing in it.
            return created.Sid is null ? TwilioAnswers.NoAnswer : new SendResult.Accepted(created.Sid);
        }
        catch (TwilioException exception)
        {
            return Judge(exception);
        }
    }

    public async Task<SendResult?> FindSentAsync(SmsToSend sms, DateTime sinceUtc, IReadOnlySet<string> otherIds, CancellationToken ct)
    {
        try
        {
            var query = new ReadMessageOptions { To = new PhoneNumber(sms.To), PageSize = 50 };
            var listed = await MessageResource.ReadAsync(query, NewClient()).WaitAsync(ct);
            listed.AutoPaging = false;
            var same = listed.FirstOrDefault(m => m.Sid is not null && !otherIds.Contains(m.Sid) && TwilioAnswers.IsSame(sms, sinceUtc, m.Body, m.DateCreated?.ToUniversalTime()));
            return same is null ? null : TwilioAnswers.Known(same.Sid, same.NumSegments, same.Price, same.PriceUnit);
        }
        catch (TwilioException exception)
        {
            return Judge(exception);
        }
    }

    private static SendResult Judge(TwilioException exception) => exception switch
    {
        ApiException api => TwilioAnswers.Judge(api.Status, api.Code),
        ApiConnectionException { InnerException: OperationCanceledException } => TwilioAnswers.TimedOut,
        _ => TwilioAnswers.NoAnswer,
    };

    private TwilioRestClient NewClient() => new(
        _twilio.AccountSid, _twilio.AuthToken, httpClient: new SystemNetHttpClient(clients.CreateClient(TwilioHttp.ClientName)));
}
