using System.Globalization;
using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Web.Messages;

/// <summary>Where messages stand, as one looks for them.</summary>
public enum OutgoingStanding { Waiting, Sent, Arrived, Failed, NotSent }

/// <summary>What one looks for among what goes out. As in the address: what is not understood there is not looked for.</summary>
public sealed class OutgoingFilter
{
    public OutgoingStanding? State { get; set; }
    public MessageKind? Kind { get; set; }
    public MessageChannel? Channel { get; set; }

    /// <summary>In Baku.</summary>
    public DateOnly? Day { get; set; }
    public Guid? Person { get; set; }
    public Guid? Shift { get; set; }

    /// <summary>What was typed to find a person, sealed: no name stands in an address; see <see cref="Infrastructure.SearchPass"/>.</summary>
    public string? S { get; set; }

    /// <summary>The last message of the page before: its moment and its id.</summary>
    public string? After { get; set; }

    public bool IsEmpty => State is null && Kind is null && Channel is null && Day is null && Person is null && Shift is null && S is null;

    public (DateTime AtUtc, Guid Id)? Edge() =>
        After?.Split('_') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks && Guid.TryParse(id, out var guid)
            ? (new DateTime(at, DateTimeKind.Utc), guid)
            : null;

    /// <summary>The address of what comes after a message.</summary>
    public string AddressAfter(OutgoingRow row) => Address(string.Create(CultureInfo.InvariantCulture, $"{row.CreatedAtUtc.Ticks}_{row.OutboundMessageId}"));

    /// <summary>The address of the filter, from the newest message on or after one.</summary>
    public string Address(string? after = null)
    {
        (string Name, string? Value)[] parts =
        [
            ("state", State?.ToString()), ("kind", Kind?.ToString()), ("channel", Channel?.ToString()), ("day", Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("person", Person?.ToString()), ("shift", Shift?.ToString()), ("s", S), ("after", after),
        ];

        return "?" + string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }
}

/// <param name="Whose">Of one person: who it is.</param>
/// <param name="Typed">What was typed to find people.</param>
/// <param name="TooMany">More people are called so than are looked at.</param>
public sealed record OutgoingPage(OutgoingFilter Filter, IReadOnlyList<OutgoingRow> Rows, bool HasMore, OutgoingPerson? Whose, QuietHours Quiet, string? Typed, bool TooMany);

/// <summary>Who gets a message, and their page where they have one.</summary>
public sealed record OutgoingPerson(string Name, string? Page);

public sealed record OutgoingRow
{
    public required Guid OutboundMessageId { get; init; }
    public required MessageKind Kind { get; init; }
    public required MessageChannel Channel { get; init; }
    public required RecipientKind RecipientKind { get; init; }
    public required Guid RecipientId { get; init; }
    public required Guid SubjectId { get; init; }
    public required int SubjectVersion { get; init; }
    public required string Stage { get; init; }
    public required DateTime CreatedAtUtc { get; init; }
    public required DateTime DueAtUtc { get; init; }
    public required DateTime NotAfterUtc { get; init; }
    public required bool IsUrgent { get; init; }
    public required MessageState State { get; init; }
    public required int Attempts { get; init; }
    public DateTime? SentAtUtc { get; init; }
    public DateTime? DeliveredAtUtc { get; init; }
    public string? Reason { get; init; }
    public OutgoingPerson? To { get; init; }

    public bool CanCallOff => State is MessageState.Queued && OutboxDesk.MayTouch(Kind);
    public bool CanSendAgain(DateTime nowUtc) => State is not (MessageState.Queued or MessageState.Sending) && OutboxDesk.MayTouch(Kind) && NotAfterUtc > nowUtc;
    public bool CanBringForward(DateTime nowUtc) => State is MessageState.Queued && DueAtUtc > nowUtc;
}

/// <summary>One message, and those of the same occasion to the same person.</summary>
public sealed record OutgoingDetails(OutgoingRow Row, IReadOnlyList<OutgoingRow> Others, QuietHours Quiet);
