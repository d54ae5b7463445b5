using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Talks to the server with MailKit.</summary>
internal sealed partial class SmtpEmailSender
{
    public static bool CanStartInTls => true;
    public static bool CanTrustOneCertificate => true;

    private SmtpClient? _client;

    private partial void HangUp()
    {
        _client?.Dispose();
        _client = null;
    }

    private async partial Task<SendResult> TrySendAsync(EmailToSend email, CancellationToken ct, CancellationToken limit)
    {
        try
        {
            using var message = Compose(email);
            var client = await ConnectedAsync(limit);
            await client.SendAsync(message, limit);
            return new SendResult.Accepted(email.MessageId);
        }
        catch (ParseException)
        {
            return SmtpAnswers.BadAddress;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return SmtpAnswers.TimedOut;
        }
        catch (SmtpCommandException exception)
        {
            return SmtpAnswers.Judge((int)exception.StatusCode, About(exception), exception.Message);
        }
        catch (Exception exception) when (exception is AuthenticationException or ServiceNotAuthenticatedException)
        {
            return SmtpAnswers.NotSignedIn;
        }
        catch (Exception exception) when (exception is SslHandshakeException or NotSupportedException)
        {
            return SmtpAnswers.NoTls;
        }
        catch (Exception exception) when (exception is ProtocolException or IOException or SocketException or TimeoutException)
        {
            return SmtpAnswers.NoAnswer;
        }
    }

    private async partial Task<(SendResult? Problem, string Words)> TryProbeAsync(CancellationToken ct, CancellationToken limit)
    {
        try
        {
            await ConnectedAsync(limit);
            return (null, _smtp.UserName.Length > 0 ? "answers, and lets us sign in" : "answers, and asks for no sign-in");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (SmtpAnswers.TimedOut, "");
        }
        catch (SmtpCommandException exception)
        {
            return (SmtpAnswers.Judge((int)exception.StatusCode, SmtpRefusal.OurSide), "");
        }
        catch (Exception exception) when (exception is AuthenticationException or ServiceNotAuthenticatedException)
        {
            return (SmtpAnswers.NotSignedIn, "");
        }
        catch (Exception exception) when (exception is SslHandshakeException or NotSupportedException)
        {
            return (SmtpAnswers.NoTls, "");
        }
        catch (Exception exception) when (exception is ProtocolException or IOException or SocketException or TimeoutException)
        {
            return (SmtpAnswers.NoAnswer, "");
        }
    }

    private static SmtpRefusal About(SmtpCommandException exception) => exception.ErrorCode switch
    {
        SmtpErrorCode.RecipientNotAccepted => SmtpRefusal.Recipient,
        SmtpErrorCode.MessageNotAccepted => SmtpRefusal.Text,

        // The size is told with the sender (RFC 1870), and this is the answer to a letter that is too large.
        SmtpErrorCode.SenderNotAccepted when exception.StatusCode is SmtpStatusCode.ExceededStorageAllocation => SmtpRefusal.Text,
        SmtpErrorCode.SenderNotAccepted or SmtpErrorCode.UnexpectedStatusCode => SmtpRefusal.OurSide,
    };

    private async Task<SmtpClient> ConnectedAsync(CancellationToken ct)
    {
        if (_client is { IsConnected: true })
        {
            return _client;
        }

        HangUp();
        _client = new SmtpClient();
        await _client.ConnectAsync(_smtp.Host, _smtp.Port, _smtp.Security, _smtp.TrustedCertificate, ct);
        if (_smtp.UserName.Length > 0)
        {
            await _client.AuthenticateAsync(_smtp.UserName, _smtp.Password, ct);
        }

        return _client;
    }

    private MimeMessage Compose(EmailToSend email)
    {
        var body = new BodyBuilder { TextBody = email.Text, HtmlBody = email.Html };
        foreach (var attachment in email.Attachments)
        {
            body.Attachments.Add(attachment.Name, attachment.Content, ContentType.Parse(attachment.ContentType));
        }

        var message = new MimeMessage
        {
            MessageId = email.MessageId,
            Subject = SmtpAnswers.OneLine(email.Subject),
            Body = body.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(_smtp.FromName, _smtp.FromAddress));
        var to = MailboxAddress.Parse(email.ToAddress);
        to.Name = SmtpAnswers.OneLine(email.ToName);
        message.To.Add(to);
        message.Headers["Auto-Submitted"] = "auto-generated";
        if (email.ListUnsubscribeUrl is not null)
        {
            message.Headers["List-Unsubscribe"] = $"<{email.ListUnsubscribeUrl.AbsoluteUri}>";
            message.Headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
        }

        return message;
    }
}
