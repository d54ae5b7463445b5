using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Safeguarding;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>
/// Believable values for the placeholders of a message, for previews and for the count of parts: rather long than short, so that what fits
/// here fits nearly always.
/// </summary>
public static class MessageExamples
{
    /// <summary>As long as a real one.</summary>
    private const string Token = "kX3vQ8mZr2TfLw7HnB5c";

    /// <summary>Monday, ten o'clock in Baku.</summary>
    private static readonly DateTime _now = new(2026, 11, 23, 6, 0, 0, DateTimeKind.Utc);

    /// <summary>The day whose name is longest in Azerbaijani.</summary>
    private static readonly DateOnly _tuesday = new(2026, 12, 15);

    /// <summary>What is always said shortly before.</summary>
    private static readonly HashSet<MessageKind> _near = [MessageKind.ShiftReminder, MessageKind.InterviewReminder, MessageKind.LateWithdrawal, MessageKind.LadderCallList];

    private static readonly HashSet<MessageKind> _interviews = [MessageKind.InterviewBooked, MessageKind.InterviewReminder, MessageKind.InterviewChanged];

    /// <summary>What is said of one in a list of several.</summary>
    private static readonly string[] _ofItems = ["task", "when", "place", "day", "hours"];

    /// <summary>A value for each placeholder of the kind.</summary>
    /// <param name="siteUrl">The public address of the site, without a slash at the end.</param>
    public static IReadOnlyDictionary<string, string> ValuesOf(MessageKind kind, string culture, string siteUrl)
    {
        var places = MessagePlaces.Of(kind);
        var language = CultureInfo.GetCultureInfo(culture);

        return places.Offered.Concat(places.LeftOut).ToDictionary(p => p, p => p switch
        {
            "link" => LinkOf(places, siteUrl),
            "items" => ItemsOf(kind, language, siteUrl),
            _ => ValueOf(kind, p, language),
        });
    }

    /// <summary>The link of the kind, as long as it will be.</summary>
    public static string LinkOf(MessageKind kind, string siteUrl) => LinkOf(MessagePlaces.Of(kind), siteUrl);

    /// <summary>The words with these values; a placeholder that the kind does not have stays as it was typed.</summary>
    public static MessageWords Fill(MessageKind kind, string culture, string siteUrl, MessageWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var values = new Dictionary<string, string>(ValuesOf(kind, culture, siteUrl));

        foreach (var unknown in MessagePlaces.In(words).Where(p => !values.ContainsKey(p)).ToList())
        {
            values[unknown] = $"{{{unknown}}}";
        }

        return MessageTemplates.Fill(words, values);
    }

    /// <summary>One value, for the list of placeholders.</summary>
    public static string ValueOf(MessageKind kind, string place, CultureInfo culture) => place switch
    {
        "name" => Said(culture, "Aygün", "Айгюн", "Leyla"),
        "code" => "482913",
        "minutes" => "10",
        "task" => Said(culture, "Növbənin idarə edilməsi", "Работа с очередью", "Queue management"),
        "when" => When(kind, culture),
        "oldWhen" => _interviews.Contains(kind) ? SpokenTime.Moment(At(_tuesday.AddDays(-1), 10), _now, culture) : Range(_tuesday.AddDays(-1), 15, 18, culture),
        "place" => PlaceOf(kind, culture),
        "centre" or "where" => Said(culture, "1 saylı DOST Mərkəzi", "Центр DOST № 1", "DOST Centre No. 1"),
        "until" => UntilOf(kind, culture),
        "reason" => ReasonOf(kind, culture),
        "hours" => SpokenTime.Duration((44 * 60) + 30, culture),
        "startsOn" => SpokenTime.FullDate(new DateOnly(2026, 9, 24), culture),
        "endsOn" => SpokenTime.FullDate(new DateOnly(2026, 11, 24), culture),
        "count" => "3",
        "days" => "14",
        "credential" => Said(culture, "ilk tibbi yardım təlimi", "обучение первой помощи", "first aid training"),
        "trackingCode" => "DST-7K2M-9QX4",
        "pin" => "4827",
        "number" => "DK-2026-000123",
        "attached" => OccasionReader.AttachedIn(culture),
        "volunteer" => Said(culture, "Elçin M.", "Эльчин М.", "Elvin M."),
        "colleague" => Said(culture, "Rəna Q.", "Рена Г.", "Rena G."),
        "outcome" => OccasionReader.OutcomeIn(EasingState.Agreed, culture),
        "open" => "6",
        "day" => SpokenTime.DayAndMonth(_tuesday, BakuTime.DateOf(_now), culture),
        "items" => ItemsOf(kind, culture, ""),
        "own" => When(MessageKind.ShiftReminder, culture),
        "shifts" => $"{When(kind, culture)}\n{Range(_tuesday.AddDays(1), 12, 15, culture)}",
        "applicants" or "requests" or "hoursEntries" or "credentials" or "places" => "2",
        "spent" => Money.In(45_200, culture),
        "limit" => Money.In(50_000, culture),
        "percent" => "90",
        "office" => Said(culture, "Yasamal rayon Sosial Müdafiə Şöbəsi, 012 555 11 22", "Отдел социальной защиты Ясамальского района, 012 555 11 22", "Social Protection Department of Yasamal district, 012 555 11 22"),
        "subject" => Said(culture, "Mövzu", "Тема", "Subject"),
        "text" => Said(culture, "Mətn", "Текст", "Text"),
        _ => throw new KeyNotFoundException($"The placeholder {place} has no example: a line is missing here."),
    };

    private static string ItemsOf(MessageKind several, CultureInfo culture, string siteUrl)
    {
        var one = MessageSets.Kinds.Single(k => MessageSets.TogetherOf(k, MessageChannel.Email) == several);
        var values = _ofItems.ToDictionary(p => p, p => ValueOf(one, p, culture));
        values["link"] = LinkOf(one, siteUrl);

        return string.Join("\n\n", Enumerable.Repeat(MessageSets.ItemOf(one, values), 2));
    }

    private static string LinkOf(MessagePlaces places, string siteUrl) => siteUrl + (places.LinkPath.Length > 0 ? places.LinkPath : "/t/" + Token);

    private static string When(MessageKind kind, CultureInfo culture) => (_near.Contains(kind), _interviews.Contains(kind)) switch
    {
        (true, true) => Range(new DateOnly(2026, 11, 24), 11, 12, culture),
        (true, false) => Range(new DateOnly(2026, 11, 24), 9, 12, culture),
        (false, true) => Range(_tuesday, 11, 12, culture),
        (false, false) => Range(_tuesday, 9, 12, culture),
    };

    private static string PlaceOf(MessageKind kind, CultureInfo culture) => _interviews.Contains(kind)
        ? Said(
            culture,
            "1 saylı DOST Mərkəzi, Bakı şəhəri, Yasamal rayonu, İsmayıl bəy Qutqaşınlı küçəsi 86",
            "Центр DOST № 1, Баку, Ясамальский район, улица Исмаил бека Гуткашынлы, 86",
            "DOST Centre No. 1, Baku, Yasamal district, 86 Ismayil bey Gutgashinli Street")
        : ValueOf(kind, "centre", culture);

    private static string UntilOf(MessageKind kind, CultureInfo culture) => kind switch
    {
        MessageKind.ShiftOffer or MessageKind.SwapAsked or MessageKind.SwapToApprove =>
            $"{SpokenTime.DayAndMonth(new DateOnly(2026, 11, 24), BakuTime.DateOf(_now), culture)}, 18:00",
        _ => SpokenTime.FullDate(_tuesday, culture),
    };

    private static string ReasonOf(MessageKind kind, CultureInfo culture) => kind switch
    {
        MessageKind.VolunteerRejected => Said(culture, "Hazırda bu proqramda boş yer yoxdur.", "Сейчас в этой программе нет свободных мест.", "At present there are no free places in this programme."),
        MessageKind.HoursReturned => Said(culture, "Gəliş vaxtı 10:00-dır, 09:00 yox.", "Вы пришли в 10:00, а не в 09:00.", "You came at 10:00, not at 09:00."),
        MessageKind.SwapRefused => Said(culture, "Bu növbəyə rus dili lazımdır.", "В этой смене нужен русский язык.", "This shift needs Russian."),
        MessageKind.HelpRequestReferred => Said(culture, "Bu sənədi yalnız həmin idarə verir.", "Этот документ выдаёт только это учреждение.", "Only that office issues this document."),
        MessageKind.HelpRequestRejected => Said(culture, "Qaz xətti ilə işi yalnız usta görə bilər.", "Работы с газом выполняет только мастер.", "Only a fitter may work on gas."),
        _ => Said(culture, "Şəkildə tarix oxunmur.", "На снимке не видно даты.", "The date cannot be read in the picture."),
    };

    private static string Range(DateOnly day, int from, int until, CultureInfo culture) => SpokenTime.Range(At(day, from), At(day, until), _now, culture);

    private static DateTime At(DateOnly day, int hour) => BakuTime.ToUtc(day, new TimeOnly(hour, 0));

    private static string Said(CultureInfo culture, string az, string ru, string en) => culture.TwoLetterISOLanguageName switch { "ru" => ru, "en" => en, _ => az };
}
