namespace Dost.Volunteers.Core.Messaging.Inbound;

/// <summary>What a text message is answered with by itself.</summary>
internal static class InboundReplies
{
    /// <summary>Null where nothing is answered.</summary>
    public static string? TextIn(string culture, InboundSms sms) => sms.Verdict switch
    {
        InboundVerdict.Answered => sms.SaidYes is true
            ? In(culture, "təşəkkür edirik, cavabınız qeyd olundu: BƏLİ.", "спасибо, ваш ответ записан: ДА.", "thank you, your answer is noted: YES.")
            : In(culture, "təşəkkür edirik, cavabınız qeyd olundu: XEYR.", "спасибо, ваш ответ записан: НЕТ.", "thank you, your answer is noted: NO."),
        InboundVerdict.NotPossible => In(
            culture,
            "cavabınızı aldıq, amma bu sual artıq açıq deyil və ya əlavə izah lazımdır. Koordinator baxacaq. Təcili hallarda 142.",
            "мы получили ответ, но этот вопрос уже закрыт или нужно пояснение. Координатор посмотрит. Срочно: 142.",
            "we have your answer, but that question is closed or needs a word more. A coordinator will look. Urgent: 142."),
        InboundVerdict.WhichQuestion => Which(culture, sms.Outcome ?? ""),
        InboundVerdict.Help => In(
            culture,
            "suala kodla cavab verin, məsələn A1 BƏLİ və ya A1 XEYR. SMS almamaq üçün DAYANDIR yazın. Kömək: 142.",
            "отвечайте на вопрос с кодом, например A1 ДА или A1 НЕТ. Чтобы не получать SMS, напишите СТОП. Помощь: 142.",
            "answer a question with its code, such as A1 YES or A1 NO. To get no SMS write STOP. Help: 142."),
        InboundVerdict.OptedIn => In(culture, "SMS yenidən göndəriləcək. Təşəkkür edirik.", "SMS снова будут приходить. Спасибо.", "you will get SMS again. Thank you."),
        InboundVerdict.NotUnderstood => In(
            culture,
            "mesajınızı aldıq, koordinator oxuyacaq. Təcili hallarda 142-yə zəng edin.",
            "мы получили ваше сообщение, его прочитает координатор. Срочно: 142.",
            "we have your message, a coordinator will read it. Urgent: call 142."),
        InboundVerdict.UnknownSender or InboundVerdict.OptedOut => null,
    };

    private static string Which(string culture, string codes)
    {
        var first = codes.Split(' ')[0];
        var list = codes.Replace(" ", ", ", StringComparison.Ordinal);

        return In(
            culture,
            $"bir neçə sual açıqdır: {list}. Kodla cavab verin: {first} BƏLİ və ya {first} XEYR.",
            $"открыто несколько вопросов: {list}. Ответьте с кодом: {first} ДА или {first} НЕТ.",
            $"more than one question is open: {list}. Answer with the code: {first} YES or {first} NO.");
    }

    private static string In(string culture, string az, string ru, string en) => "DOST: " + culture switch
    {
        "ru" => ru,
        "en" => en,
        _ => az,
    };
}
