using System.Globalization;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Jobs.Dispatch;
using Dost.Volunteers.Jobs.Senders;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Web.Hooks;

/// <summary>
/// What Twilio posts to us: how messages fared, and messages that came in. It has no cookie and so no antiforgery token; its signature
/// shows who it is. The signature holds no time, so what was taken before is known by its id and has no second effect.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken, Route("hooks/twilio"), RequestSizeLimit(MostBytes)]
public sealed class TwilioController(IOptions<TwilioOptions> twilio, IOptions<MessagingOptions> messaging, DeliveryReports reports, InboundService inbound, PublicUrl site) : Controller
{
    private const int MostBytes = 64 * 1024;

    /// <summary>No reply in the answer itself: what is written back goes through the outbox, where it is counted and seen, and where a second telling owes no second reply.</summary>
    private const string NoReply = """<?xml version="1.0" encoding="UTF-8"?><Response></Response>""";

    [HttpPost("status")]
    public async Task<IActionResult> Status(string? m, CancellationToken ct)
    {
        if (await ReadAsync(ct) is not { } form)
        {
            return Forbidden();
        }

        if (!Guid.TryParse(m, out var messageId) || form.GetValueOrDefault("MessageStatus") is not { Length: > 0 } status)
        {
            return BadRequest();
        }

        int? code = int.TryParse(form.GetValueOrDefault("ErrorCode"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        return await reports.RecordAsync(messageId, status, code, ct, form.GetValueOrDefault("MessageSid")) ? NoContent() : NotFound();
    }

    [HttpPost("inbound")]
    public async Task<IActionResult> Inbound(CancellationToken ct)
    {
        if (await ReadAsync(ct) is not { } form)
        {
            return Forbidden();
        }

        if (form.GetValueOrDefault("MessageSid") is not { Length: > 0 and <= InboundSms.ProviderIdMaxLength } sid || form.GetValueOrDefault("From") is not { Length: > 0 } from)
        {
            return BadRequest();
        }

        await inbound.ReceiveAsync(sid, from, form.GetValueOrDefault("Body") ?? "", ct);

        return Content(NoReply, "text/xml; charset=utf-8");
    }

    /// <summary>The form, where Twilio signed it; null from anybody else, and where Twilio is not used.</summary>
    private async Task<Dictionary<string, string>?> ReadAsync(CancellationToken ct)
    {
        if (messaging.Value.Sms is not SmsProvider.Twilio || !Request.HasFormContentType)
        {
            return null;
        }

        var form = (await Request.ReadFormAsync(ct)).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        var url = $"{site.Value}{Request.Path}{Request.QueryString}";

        return TwilioSignature.IsValid(twilio.Value.AuthToken, url, form, Request.Headers[TwilioSignature.Header]) ? form : null;
    }

    private StatusCodeResult Forbidden() => StatusCode(StatusCodes.Status403Forbidden);
}
