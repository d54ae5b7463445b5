using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Volunteers.SignUp;

/// <summary>
/// A sign-up that is not finished: what was answered so far, encrypted, for some days. Nobody has shown that the phone in it is theirs. It goes when the
/// code is given, or half an hour after the application was made: until then a second press gets the same page, and a wrong number can be put right.
/// </summary>
public class SignUpDraft
{
    public const int HashLength = 64;
    public const int CultureMaxLength = 5;
    public const int MaxFailedResumes = 5;

    /// <summary>What the validators let through is far less, whatever the alphabet.</summary>
    private const int MostBytes = 8000;

    internal static int EncryptedMaxLength => FieldCipher.EncryptedLength(MostBytes);

    public required Guid SignUpDraftId { get; init; }

    /// <summary>The keyed hash of the phone: to limit messages to it, and to delete the draft with the person.</summary>
    public required string PhoneHash { get; set; }
    public required string AnswersEncrypted { get; set; }
    public required string Culture { get; set; }
    public required DateTime StartedAtUtc { get; init; }
    public required DateTime ChangedAtUtc { get; set; }
    public required DateTime ExpiresAtUtc { get; set; }
    public DateTime? FinishedAtUtc { get; private set; }

    /// <summary>It was typed by no person, as far as can be seen: nothing is sent, and nothing comes of it.</summary>
    public bool LooksAutomatic { get; set; }

    /// <summary>Wrong dates of birth on the page of the link.</summary>
    public int FailedResumes { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    public bool IsOpen(DateTime nowUtc) => FinishedAtUtc is null && ExpiresAtUtc > nowUtc;

    public bool CanBeResumed(DateTime nowUtc) => IsOpen(nowUtc) && FailedResumes < MaxFailedResumes;

    public void Change(string answersEncrypted, string phoneHash, string culture, DateTime nowUtc)
    {
        (AnswersEncrypted, PhoneHash, Culture, ChangedAtUtc) = (answersEncrypted, phoneHash, culture, nowUtc);
        Touch();
    }

    public void CountWrongResume()
    {
        FailedResumes++;
        Touch();
    }

    /// <summary>Two presses at once must not make two applications: the later one collides here.</summary>
    public void Finish(DateTime nowUtc, DateTime expiresAtUtc)
    {
        (FinishedAtUtc, ChangedAtUtc, ExpiresAtUtc) = (nowUtc, nowUtc, expiresAtUtc);
        Touch();
    }

    /// <summary>The number was wrong: the answers can be changed, and sent once more.</summary>
    public void Reopen(string answersEncrypted, DateTime nowUtc, DateTime expiresAtUtc)
    {
        (FinishedAtUtc, AnswersEncrypted, ChangedAtUtc, ExpiresAtUtc) = (null, answersEncrypted, nowUtc, expiresAtUtc);
        Touch();
    }

    private void Touch() => Version = Guid.NewGuid();
}

internal sealed class SignUpDraftConfiguration : IEntityTypeConfiguration<SignUpDraft>
{
    public void Configure(EntityTypeBuilder<SignUpDraft> draft)
    {
        draft.ToTable("SignUpDrafts");
        draft.Property(d => d.PhoneHash).HasMaxLength(SignUpDraft.HashLength);
        draft.Property(d => d.AnswersEncrypted).HasMaxLength(SignUpDraft.EncryptedMaxLength);
        draft.Property(d => d.Culture).HasMaxLength(SignUpDraft.CultureMaxLength);
        draft.Property(d => d.Version).IsConcurrencyToken();
        draft.HasIndex(d => d.PhoneHash);
        draft.HasIndex(d => d.ExpiresAtUtc);
    }
}
