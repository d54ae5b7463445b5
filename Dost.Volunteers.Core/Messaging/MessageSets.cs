namespace Dost.Volunteers.Core.Messaging;

/// <summary>
/// Which messages go as one where several of a kind wait for the same person. Only e-mails do: a text message has no room for a list, and
/// each has its own link or code to answer with.
/// </summary>
public static class MessageSets
{
    /// <summary>So many at most become one; a longer list is not read.</summary>
    public const int AtMost = 10;

    private static readonly Dictionary<MessageKind, MessageKind> _together = new()
    {
        [MessageKind.ShiftOffer] = MessageKind.ShiftOffers,
        [MessageKind.SignUpReceipt] = MessageKind.SignUpReceipts,
        [MessageKind.ShiftCancelled] = MessageKind.ShiftsCancelled,
        [MessageKind.HoursApproved] = MessageKind.HoursApprovedTogether,
    };

    /// <summary>The kinds of which several go as one.</summary>
    public static IReadOnlyCollection<MessageKind> Kinds => _together.Keys;

    /// <summary>The kind whose words say several of these; null where each goes alone.</summary>
    public static MessageKind? TogetherOf(MessageKind kind, MessageChannel channel) =>
        channel is MessageChannel.Email && _together.TryGetValue(kind, out var several) ? several : null;

    /// <summary>Whether the kind only lends its words to several messages of another kind: nothing is queued as such.</summary>
    public static bool IsOfSeveral(MessageKind kind) => _together.ContainsValue(kind);

    /// <summary>What the list says of one message, from the values of its placeholders; a link stands alone and becomes a button.</summary>
    internal static string ItemOf(MessageKind kind, IReadOnlyDictionary<string, string> values) => kind switch
    {
        MessageKind.HoursApproved => $"{values["day"]}: {values["hours"]}",
        MessageKind.ShiftOffer or MessageKind.SignUpReceipt => $"{ShiftIn(values)}\n\n{values["link"]}",
        _ => ShiftIn(values),
    };

    private static string ShiftIn(IReadOnlyDictionary<string, string> values) => $"{values["task"]}\n{values["when"]}\n{values["place"]}";
}
