using System.Collections.Concurrent;
using Dost.Volunteers.Jobs.Senders;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Stands in the place of both providers: keeps what it took, answers as told, and can be asked what it has.</summary>
public sealed class ProviderForTests : IEmailSender, ISmsSender
{
    private int _ids;

    public ConcurrentQueue<SmsToSend> Texts { get; } = new();

    public ConcurrentQueue<EmailToSend> Emails { get; } = new();

    public ConcurrentDictionary<string, string> IdOfText { get; } = new();

    public int Lookups { get; private set; }

    /// <summary>In place of taking the message.</summary>
    public Func<object, SendResult?> Answer { get; set; } = _ => null;

    /// <summary>In place of looking.</summary>
    public SendResult? LookupAnswer { get; set; }

    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    public async Task<SendResult> SendAsync(EmailToSend email, CancellationToken ct)
    {
        await BeforeAnswer();
        if (Answer(email) is { } answer)
        {
            return answer;
        }

        Emails.Enqueue(email);
        return new SendResult.Accepted(email.MessageId);
    }

    public async Task<SendResult> SendAsync(SmsToSend sms, CancellationToken ct)
    {
        await BeforeAnswer();
        if (Answer(sms) is { } answer)
        {
            return answer;
        }

        return new SendResult.Accepted(Take(sms));
    }

    /// <summary>The provider has the message, whether we know it or not.</summary>
    public string Take(SmsToSend sms)
    {
        Texts.Enqueue(sms);
        return IdOfText[sms.ReferenceId] = $"SM{Interlocked.Increment(ref _ids)}";
    }

    public Task<SendResult?> FindSentAsync(SmsToSend sms, DateTime sinceUtc, IReadOnlySet<string> otherIds, CancellationToken ct)
    {
        Lookups++;
        var known = Texts.FirstOrDefault(t => t.To == sms.To && TwilioAnswers.IsSame(sms, default, t.Text, createdAtUtc: null) && !otherIds.Contains(IdOfText[t.ReferenceId]));
        return Task.FromResult(LookupAnswer ?? (known is null ? null : new SendResult.Accepted(IdOfText[known.ReferenceId])));
    }
}
