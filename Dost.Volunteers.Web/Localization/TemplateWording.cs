using System.Globalization;
using Dost.Volunteers.Core.Messaging;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Localization;

/// <summary>The texts of messages in the words of who looks after them.</summary>
public static class TemplateWording
{
    public static string NameOfLanguage(this IStringLocalizer<Text> t, string culture) => culture switch
    {
        "ru" => t["In Russian"],
        "en" => t["In English"],
        _ => t["In Azerbaijani"],
    };

    /// <summary>The topics as they head the list.</summary>
    public static string Heading(this IStringLocalizer<Text> t, MessageTopic topic) => topic switch
    {
        MessageTopic.Hours => t["Hours and certificates"],
        MessageTopic.Papers => t["Trainings and documents"],
        MessageTopic.Decisions => t["Decisions about people and their data"],
        MessageTopic.Codes => t["Codes and links"],
        MessageTopic.Others => t["To those who ask for help, and to staff"],
        _ => t.NameOf(topic),
    };

    /// <summary>What a placeholder stands for.</summary>
    public static string Meaning(this IStringLocalizer<Text> t, string place) => place switch
    {
        "name" => t["given name of who gets it"],
        "link" => t["the link; in an e-mail alone on its line, it becomes a button"],
        "code" => t["the code"],
        "minutes" => t["minutes for which the code holds"],
        "task" => t["what is to be done"],
        "when" => t["day and hours"],
        "oldWhen" => t["day and hours as they were before"],
        "place" => t["the place where it is"],
        "where" => t["the place in few words"],
        "centre" => t["the centre"],
        "until" => t["the last day or hour"],
        "reason" => t["the reason"],
        "hours" => t["hours of service"],
        "startsOn" => t["first day of the term"],
        "endsOn" => t["last day of the term"],
        "count" => t["how many there are"],
        "days" => t["how many days"],
        "day" => t["the day of service"],
        "items" => t["the list: what is said of each, one below the other"],
        "credential" => t["the training, check or document"],
        "trackingCode" => t["number of the request"],
        "pin" => t["number that the person visited tells the volunteer"],
        "office" => t["the office that can help, with its phone"],
        "number" => t["the number on the certificate"],
        "attached" => t["says that the file is attached, where it is"],
        "volunteer" => t["who gives the place away"],
        "colleague" => t["who takes the place over"],
        "outcome" => t["what was decided"],
        "own" => t["their own shifts of the week, a line each"],
        "open" => t["how many open shifts fit"],
        "shifts" => t["the open shifts that fit, a line each"],
        "applicants" => t["how many applicants wait"],
        "requests" => t["how many requests for help are new"],
        "hoursEntries" => t["how many entries of hours wait"],
        "credentials" => t["how many documents wait to be checked"],
        "places" => t["how many places of the coming week are free"],
        "spent" => t["what was spent this month"],
        "limit" => t["the limit of the month"],
        "percent" => t["how much of the limit, in per cent"],
        "subject" => t["the subject as it was written"],
        "text" => t["the text as it was written"],
        _ => place,
    };

    /// <summary>What is wrong, and what to do.</summary>
    public static string Says(this IStringLocalizer<Text> t, TemplateComplaint complaint, MessageChannel channel) => complaint.Fault switch
    {
        TemplateFault.NoBody => t["Write the text"],
        TemplateFault.BodyTooLong => t["Make it shorter: at most {0} characters", TemplateCheck.MostSigns(channel)],
        TemplateFault.NoSubject => t["Write a subject"],
        TemplateFault.SubjectTooLong => t["Make the subject shorter: at most {0} characters", MessageTemplateVersion.SubjectMaxLength],
        TemplateFault.SubjectOfSeveralLines => t["Keep the subject on one line"],
        TemplateFault.StrayBrace => t["A brace stands alone: write a placeholder with both braces and no space between"],
        TemplateFault.UnknownPlace => t["This message has no {0}: take one of the list", Braced(complaint.Place)],
        TemplateFault.MissingPlace => t["Without {0} the message is of no use: put it back", Braced(complaint.Place)],
        TemplateFault.LinkNotAlone => t["Put {0} alone between two empty lines: so it becomes a button", Braced("link")],
        TemplateFault.SaysLess => t["The supplied text also has {0}", Braced(complaint.Place)],
    };

    /// <summary>0,12 ₼ from thousandths.</summary>
    public static string Price(int millis) => string.Create(CultureInfo.CurrentCulture, $"{millis / 1000m:0.00#} ₼");

    public static string Braced(string place) => $"{{{place}}}";
}
