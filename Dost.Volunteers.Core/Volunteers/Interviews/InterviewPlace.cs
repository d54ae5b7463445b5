using System.Globalization;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Volunteers.Interviews;

/// <summary>Where an interview takes place, in words for the applicant.</summary>
public static class InterviewPlace
{
    private static readonly LocalName _phone = new("telefonla, biz Sizə zəng edirik", "по телефону, мы позвоним вам", "by phone, we call you");
    private static readonly LocalName _video = new("video zəng", "видеозвонок", "video call");

    public static string NameIn(InterviewSlot slot, Centre centre, CultureInfo culture) => slot.Way switch
    {
        InterviewWay.AtCentre => string.Join(", ", new[] { centre.Name.In(culture), centre.Address.In(culture), slot.Where }.Where(part => !string.IsNullOrWhiteSpace(part))),
        InterviewWay.Phone => _phone.In(culture),
        InterviewWay.Video => string.IsNullOrWhiteSpace(slot.Where) ? _video.In(culture) : $"{_video.In(culture)}: {slot.Where}",
    };

    /// <summary>The same for where there is little room: the centre without its address.</summary>
    public static string ShortNameIn(InterviewSlot slot, Centre centre, CultureInfo culture) => slot.Way switch
    {
        InterviewWay.AtCentre => centre.Name.In(culture),
        InterviewWay.Phone => culture.TwoLetterISOLanguageName switch { "ru" => "по телефону", "en" => "by phone", _ => "telefonla" },
        InterviewWay.Video => _video.In(culture),
    };
}
