using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>
/// The words of a message as an administrator wrote them, in place of the supplied ones. Added, never changed: the newest counts, and one
/// without words means the supplied text again.
/// </summary>
public class MessageTemplateVersion
{
    public const int SubjectMaxLength = 200;
    public const int BodyMaxLength = 4000;

    /// <summary>Signs; longer than any text message that a provider takes, values included.</summary>
    public const int SmsMaxLength = 800;

    public required Guid MessageTemplateVersionId { get; init; }
    public required MessageKind Kind { get; init; }
    public required MessageChannel Channel { get; init; }
    public required string Culture { get; init; }

    /// <summary>From 1 on, for each kind, channel and language.</summary>
    public required int Number { get; init; }
    public string? Subject { get; init; }
    public string? Body { get; init; }
    public required DateTime SavedAtUtc { get; init; }

    /// <summary>The account that saved it.</summary>
    public Guid? SavedById { get; init; }

    public MessageWords? Words => Body is null ? null : new MessageWords(Subject, Body);
}

/// <summary>A text that an administrator sends to their own phone or mailbox before it counts. After a day it goes with the next one.</summary>
public class TemplateTrial
{
    public required Guid TemplateTrialId { get; init; }
    public required MessageKind Kind { get; init; }
    public required MessageChannel Channel { get; init; }
    public required string Culture { get; init; }
    public string? Subject { get; init; }
    public required string Body { get; init; }
    public required DateTime AskedAtUtc { get; init; }
    public required Guid AskedById { get; init; }
}

internal sealed class MessageTemplateVersionConfiguration : IEntityTypeConfiguration<MessageTemplateVersion>
{
    public void Configure(EntityTypeBuilder<MessageTemplateVersion> version)
    {
        version.Property(v => v.Culture).HasMaxLength(Volunteer.CultureMaxLength);
        version.Property(v => v.Subject).HasMaxLength(MessageTemplateVersion.SubjectMaxLength);
        version.Property(v => v.Body).HasMaxLength(MessageTemplateVersion.BodyMaxLength);
        version.Ignore(v => v.Words);

        // Of two who save at once the second collides here and is told.
        version.HasIndex(v => new { v.Kind, v.Channel, v.Culture, v.Number }).IsUnique();
    }
}

internal sealed class TemplateTrialConfiguration : IEntityTypeConfiguration<TemplateTrial>
{
    public void Configure(EntityTypeBuilder<TemplateTrial> trial)
    {
        trial.Property(t => t.Culture).HasMaxLength(Volunteer.CultureMaxLength);
        trial.Property(t => t.Subject).HasMaxLength(MessageTemplateVersion.SubjectMaxLength);
        trial.Property(t => t.Body).HasMaxLength(MessageTemplateVersion.BodyMaxLength);
        trial.HasIndex(t => new { t.AskedById, t.AskedAtUtc });
    }
}
