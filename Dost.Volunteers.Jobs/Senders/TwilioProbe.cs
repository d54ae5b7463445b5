using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dost.Volunteers.Core.Data;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>
/// Asks Twilio whether the account is there and active and whether the number is its own. Sends nothing.
/// https://www.twilio.com/docs/iam/api/account and https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
/// </summary>
internal sealed class TwilioProbe(IHttpClientFactory clients, IOptions<TwilioOptions> options)
{
    private const string What = "Twilio";

    public async Task<IReadOnlyList<ProbeResult>> LookAsync(CancellationToken ct)
    {
        var twilio = options.Value;
        var account = $"https://api.twilio.com/2010-04-01/Accounts/{twilio.AccountSid}";

        try
        {
            if (await AskAsync($"{account}.json", ct) is not { } answer)
            {
                return [new ProbeResult(What, false, "refuses the account or its token; look at Twilio:AccountSid and Twilio:AuthToken")];
            }

            var status = answer.TryGetProperty("status", out var said) ? said.GetString() : null;

            return status is "active"
                ? [new ProbeResult(What, true, "the account is active"), await SenderAsync(twilio, account, ct)]
                : [new ProbeResult(What, false, $"the account is there but not active ({status ?? "nothing said"})")];
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return [new ProbeResult(What, false, "does not answer; look at the network, and whether a proxy lets the call out")];
        }
    }

    private async Task<ProbeResult> SenderAsync(TwilioOptions twilio, string account, CancellationToken ct)
    {
        if (twilio.MessagingServiceSid.Length > 0)
        {
            return new ProbeResult("Twilio sender", true, "a messaging service, which chooses the number itself; not asked for further");
        }

        if (!twilio.From.StartsWith('+'))
        {
            return new ProbeResult("Twilio sender", true, "a name; whether the operators have approved it only they know");
        }

        var answer = await AskAsync($"{account}/IncomingPhoneNumbers.json?PhoneNumber={Uri.EscapeDataString(twilio.From)}&PageSize=1", ct);
        var isOwn = answer is { } list && list.TryGetProperty("incoming_phone_numbers", out var numbers) && numbers.ValueKind is JsonValueKind.Array && numbers.GetArrayLength() > 0;

        return new ProbeResult("Twilio sender", isOwn, isOwn ? "the number belongs to the account" : "the number of Twilio:From does not belong to the account");
    }

    /// <summary>Null where Twilio says no.</summary>
    private async Task<JsonElement?> AskAsync(string address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Value.AccountSid}:{options.Value.AuthToken}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        using var http = clients.CreateClient(TwilioHttp.ClientName);
        using var response = await http.SendAsync(request, ct);

        if ((int)response.StatusCode is >= 400 and < 500)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();

        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }
}
