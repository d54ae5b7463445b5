using Dost.Volunteers.Core.Centres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Messaging;

internal sealed class OutboundMessageConfiguration : IEntityTypeConfiguration<OutboundMessage>
{
    public void Configure(EntityTypeBuilder<OutboundMessage> message)
    {
        message.Property(m => m.Stage).HasMaxLength(OutboundMessage.StageMaxLength);
        message.Property(m => m.ProviderId).HasMaxLength(OutboundMessage.ProviderIdMaxLength);
        message.Property(m => m.Reason).HasMaxLength(OutboundMessage.ReasonMaxLength);

        // A message exactly once, whoever queues it how often.
        message.HasIndex(m => new { m.RecipientId, m.Kind, m.SubjectId, m.Stage, m.Channel, m.SubjectVersion }).IsUnique();
        message.HasIndex(m => new { m.State, m.IsUrgent, m.DueAtUtc, m.OutboundMessageId });
        message.HasIndex(m => m.SubjectId);
        message.HasIndex(m => m.SetId);
        message.Ignore(m => m.Reference);
        message.HasIndex(m => new { m.CreatedAtUtc, m.OutboundMessageId });
        message.HasIndex(m => new { m.CentreId, m.SentAtUtc });
        message.HasOne<Centre>().WithMany().HasForeignKey(m => m.CentreId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OneTapLinkConfiguration : IEntityTypeConfiguration<OneTapLink>
{
    public void Configure(EntityTypeBuilder<OneTapLink> link)
    {
        link.Property(l => l.OneTapLinkId).ValueGeneratedNever();
        link.HasIndex(l => new { l.SubjectId, l.Purpose }).IsUnique();
        link.HasIndex(l => l.ExpiresAtUtc);
    }
}
