using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>
/// The one layout of all e-mails: plain words, one button, styles on the elements since mail programs drop style sheets. The one sheet there
/// is holds the colours of dark screens: a program that drops it shows the light ones. The text alternative says the same.
/// </summary>
public static class EmailLayout
{
    private const string Ink = "#1d2b2a";
    private const string Muted = "#5a6b69";
    private const string Accent = "#0b5d5b";
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif";

    /// <summary>What a mailbox shows beside the subject ends here, and does not run on into the letter.</summary>
    private static readonly string _preheaderFiller = string.Concat(Enumerable.Repeat("&#847;&zwnj;&nbsp;", 60));

    private const string Dark =
        """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){
        .paper{background:#0f1a19!important}
        .sheet{background:#172524!important}
        .ink{color:#e8efec!important}
        .muted{color:#a4b5b1!important}
        .accent{color:#5cc2b8!important;border-color:#5cc2b8!important}
        .button{background:#5cc2b8!important;color:#06201e!important}
        }
        """;

    // All letters as they are: an e-mail is UTF-8, and entities would only make it longer.
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static (string Text, string Html) Compose(ComposedMessage message, MessageKind kind)
    {
        var words = Words(message.Contact.Culture);
        var subject = message.Words!.Subject ?? "DOST";
        var paragraphs = ParagraphsOf(message.Words.Body);
        var body = new StringBuilder();
        foreach (var paragraph in paragraphs)
        {
            body.Append(message.Links.Contains(paragraph) ? Button(paragraph, ButtonOf(kind, words)) : Paragraph(paragraph));
        }

        var footer = message.UnsubscribeUrl is null ? words.Why : $"{words.Why} {words.Unsubscribe}";
        var text = string.Join("\n\n", paragraphs) + "\n\n--\n" + words.Why
            + (message.UnsubscribeUrl is null ? "" : $"\n{words.Unsubscribe}: {message.UnsubscribeUrl}");
        return (text, Page(message.Contact.Culture, subject, PreheaderOf(message.Words.Body, message.Links), body.ToString(), Footer(footer, words, message.UnsubscribeUrl)));
    }

    /// <summary>The line that mailboxes show beside the subject: the first paragraph that says something, which the greeting does not.</summary>
    public static string PreheaderOf(string body, IReadOnlyList<string> links)
    {
        var saying = ParagraphsOf(body).Where(p => !links.Contains(p)).ToList();
        var first = Math.Max(0, saying.FindIndex(p => !IsGreeting(p)));

        // What ends with a colon says nothing without what follows.
        var words = string.Join('\n', saying.Skip(first).Take(first < saying.Count && saying[first].EndsWith(':') ? 2 : 1));
        return words.Replace(":\n", ": ", StringComparison.Ordinal).Replace("\n", ", ", StringComparison.Ordinal);
    }

    private static string[] ParagraphsOf(string body) => body.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsGreeting(string paragraph) => !paragraph.Contains('\n', StringComparison.Ordinal) && paragraph.Length < 60 && (paragraph.EndsWith(',') || paragraph.EndsWith('!'));

    private static string Page(string culture, string subject, string preheader, string body, string footer) =>
        $"""
        <!doctype html>
        <html lang="{culture}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{_encoder.Encode(subject)}</title>
        <style>
        {Dark}
        </style>
        </head>
        <body class="paper ink" style="margin:0;padding:0;background:#f4f1ec;color:{Ink};{Font};font-size:17px;line-height:1.55">
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{_encoder.Encode(preheader)}{_preheaderFiller}</div>
        <table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f1ec">
        <tr><td align="center" style="padding:24px 12px">
        <table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border-radius:8px">
        <tr><td class="accent" style="padding:20px 28px;border-bottom:3px solid {Accent};{Font};font-size:18px;font-weight:700;color:{Accent}">DOST</td></tr>
        <tr><td class="ink" style="padding:24px 28px 12px;{Font};font-size:17px;line-height:1.55;color:{Ink}">
        <h1 class="ink" style="margin:0 0 16px;font-size:22px;line-height:1.3;color:{Ink}">{_encoder.Encode(subject)}</h1>
        {body}</td></tr>
        <tr><td class="muted" style="padding:16px 28px 24px;{Font};font-size:14px;line-height:1.5;color:{Muted}">{footer}</td></tr>
        </table>
        </td></tr>
        </table>
        </body>
        </html>
        """;

    private static string Paragraph(string text) =>
        $"<p style=\"margin:0 0 16px\">{_encoder.Encode(text).Replace("&#xA;", "<br>", StringComparison.Ordinal)}</p>\n";

    private static string Button(string url, string label) =>
        $"""
        <p style="margin:8px 0 12px"><a class="button" href="{WebUtility.HtmlEncode(url)}" style="display:inline-block;padding:14px 28px;background:{Accent};color:#ffffff;font-weight:700;text-decoration:none;border-radius:6px">{_encoder.Encode(label)}</a></p>
        <p style="margin:0 0 16px;font-size:14px;word-break:break-all"><a class="accent" href="{WebUtility.HtmlEncode(url)}" style="color:{Accent}">{WebUtility.HtmlEncode(url)}</a></p>

        """;

    private static string Footer(string text, LayoutWords words, string? unsubscribeUrl)
    {
        var encoded = _encoder.Encode(text);
        var link = _encoder.Encode(words.Unsubscribe);
        return unsubscribeUrl is null
            ? encoded
            : encoded.Replace(link, $"<a class=\"muted\" href=\"{WebUtility.HtmlEncode(unsubscribeUrl)}\" style=\"color:{Muted}\">{link}</a>", StringComparison.Ordinal);
    }

    private static string ButtonOf(MessageKind kind, LayoutWords words) => kind switch
    {
        MessageKind.ConfirmEmail => words.Confirm,
        MessageKind.ShiftOffer or MessageKind.ShiftOffers or MessageKind.WaitlistOffer or MessageKind.PlaceFreed or MessageKind.ShiftReminder => words.Answer,
        _ => words.Open,
    };

    private static LayoutWords Words(string culture) => culture switch
    {
        "ru" => new("Подтвердить", "Ответить", "Открыть", "Это письмо отправила система «Волонтёры DOST». Отвечать на него не нужно.", "Больше не получать письма"),
        "en" => new("Confirm", "Answer", "Open", "DOST Volunteers sent you this e-mail. There is no need to reply to it.", "Stop these e-mails"),
        _ => new("Təsdiqləyin", "Cavab verin", "Açın", "Bu məktubu DOST Könüllüləri sistemi göndərib. Ona cavab yazmaq lazım deyil.", "Məktubları dayandırın"),
    };

    private sealed record LayoutWords(string Confirm, string Answer, string Open, string Why, string Unsubscribe);
}
