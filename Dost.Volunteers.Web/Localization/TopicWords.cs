using Dost.Volunteers.Core.Messaging;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Localization;

/// <summary>What messages are about, to who chooses among them.</summary>
public static class TopicWords
{
    public static string NameOf(this IStringLocalizer<Text> t, MessageTopic topic) => topic switch
    {
        MessageTopic.Offers => t["Offers of shifts"],
        MessageTopic.Receipts => t["Confirmations of a place or a time"],
        MessageTopic.Reminders => t["Reminders"],
        MessageTopic.Hours => t["News of my hours"],
        MessageTopic.Papers => t["News of my trainings and documents"],
        MessageTopic.News => t["News of the centre"],
        MessageTopic.Digest => t["The mail of the week"],
        MessageTopic.Changes => t["A shift is moved or called off"],
        MessageTopic.Decisions => t["Decisions about you and your data"],
        MessageTopic.Codes => t["Codes and links that you ask for"],
        MessageTopic.Others => t["Other messages"],
    };

    /// <summary>Why it cannot be switched off.</summary>
    public static string WhyAlways(this IStringLocalizer<Text> t, MessageTopic topic) => topic switch
    {
        MessageTopic.Changes => t["Otherwise you would travel for nothing."],
        MessageTopic.Decisions => t["The law says that you are told."],
        MessageTopic.Codes => t["They show that it is you."],
        MessageTopic.Offers or MessageTopic.Receipts or MessageTopic.Reminders or MessageTopic.Hours or MessageTopic.Papers or MessageTopic.News or MessageTopic.Digest or MessageTopic.Others => "",
    };
}
