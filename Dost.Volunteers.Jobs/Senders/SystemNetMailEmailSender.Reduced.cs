using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Talks to the server with what the framework brings.</summary>
internal sealed partial class SmtpEmailSender
{
    public static bool CanStartInTls => false;
    public static bool CanTrustOneCertificate => false;

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
            await (_client ??= NewClient()).SendMailAsync(message, limit);
            return new SendResult.Accepted(email.MessageId);
        }
        catch (FormatException)
        {
            return SmtpAnswers.BadAddress;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return SmtpAnswers.TimedOut;
        }
        catch (SmtpException exception) when (exception.InnerException is AuthenticationException)
        {
            return SmtpAnswers.NoTls;
        }
        catch (SmtpFailedRecipientException exception)
        {
            return SmtpAnswers.Judge((int)exception.StatusCode, SmtpRefusal.Recipient, exception.Message);
        }
        catch (SmtpException exception)
        {
            // Which command was refused is not told; these two are what servers say of a text.
            var about = exception.StatusCode is SmtpStatusCode.ExceededStorageAllocation or SmtpStatusCode.TransactionFailed
                ? SmtpRefusal.Text
                : SmtpRefusal.OurSide;
            return exception.StatusCode is SmtpStatusCode.GeneralFailure ? SmtpAnswers.NoAnswer : SmtpAnswers.Judge((int)exception.StatusCode, about);
        }
        catch (IOException)
        {
            return SmtpAnswers.NoAnswer;
        }
    }

    /// <summary>
    /// The framework's client cannot connect without sending. Whether a mail server greets us is seen here; TLS and the sign-in are tried
    /// only by the first message, and the line says so: a conversation of our own in place of the library's would prove nothing of it.
    /// </summary>
    private async partial Task<(SendResult? Problem, string Words)> TryProbeAsync(CancellationToken ct, CancellationToken limit)
    {
        try
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(_smtp.Host, _smtp.Port, limit);
            using var reader = new StreamReader(tcp.GetStream(), Encoding.ASCII);
            var greeting = await reader.ReadLineAsync(limit) ?? "";

            return greeting.StartsWith("220", StringComparison.Ordinal)
                ? (null, "greets us; TLS and the sign-in are not tried, which needs the full package set")
                : (SmtpAnswers.Judge(int.TryParse(greeting.AsSpan(0, Math.Min(3, greeting.Length)), out var status) ? status : 0, SmtpRefusal.OurSide), "");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (SmtpAnswers.TimedOut, "");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return (SmtpAnswers.NoAnswer, "");
        }
    }

    private SmtpClient NewClient() => new(_smtp.Host, _smtp.Port)
    {
        EnableSsl = _smtp.Security is not SmtpSecurity.None,
        Credentials = _smtp.UserName.Length == 0 ? null : new NetworkCredential(_smtp.UserName, _smtp.Password),
    };

    private MailMessage Compose(EmailToSend email)
    {
        var message = new MailMessage(
            new MailAddress(_smtp.FromAddress, _smtp.FromName, Encoding.UTF8),
            new MailAddress(email.ToAddress, SmtpAnswers.OneLine(email.ToName), Encoding.UTF8))
        {
            Subject = SmtpAnswers.OneLine(email.Subject),
            SubjectEncoding = Encoding.UTF8,
        };
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(email.Text, Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(email.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        foreach (var attachment in email.Attachments)
        {
            // The message disposes of it, and it of the stream.
            var part = new Attachment(new MemoryStream(attachment.Content, writable: false), attachment.Name, attachment.ContentType);
            part.ContentDisposition!.FileName = attachment.Name;
            message.Attachments.Add(part);
        }

        message.Headers["Auto-Submitted"] = "auto-generated";
        message.Headers["Message-ID"] = $"<{email.MessageId}>";
        if (email.ListUnsubscribeUrl is not null)
        {
            message.Headers["List-Unsubscribe"] = $"<{email.ListUnsubscribeUrl.AbsoluteUri}>";
            message.Headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
        }

        return message;
    }
}
