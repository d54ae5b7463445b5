using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>
/// Writes down which e-mails the server took, while the next go out: those of a few moments together. A worker that dies has a few of them unwritten,
/// which go again under the same Message-ID.
/// </summary>
public sealed class SentLetters(IServiceScopeFactory scopes) : IAsyncDisposable
{
    /// <summary>Sets; with more unwritten the next has to wait.</summary>
    private const int MostUnwritten = 100;

    /// <summary>Between two writings. By the clock of the machine, for it is about the machine.</summary>
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(20);

    private Writing? _writing;

    /// <summary>Throws if those before could not be written down.</summary>
    public ValueTask AddAsync(MessageSet letter) => (_writing ??= new Writing(scopes)).Taken.WriteAsync(letter);

    /// <summary>Waits until all is written down.</summary>
    public async Task WrittenAsync()
    {
        var last = _writing;
        _writing = null;
        await (last?.FinishAsync() ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync() => await (_writing?.FinishAsync() ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private sealed class Writing
    {
        private readonly Channel<MessageSet> _taken = Channel.CreateBounded<MessageSet>(new BoundedChannelOptions(MostUnwritten) { SingleReader = true, SingleWriter = true });
        private readonly TaskCompletionSource _isLast = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly IServiceScopeFactory _scopes;
        private readonly Task _all;

        public Writing(IServiceScopeFactory scopes)
        {
            _scopes = scopes;
            _all = Task.Run(WriteAllAsync);
        }

        public ChannelWriter<MessageSet> Taken => _taken.Writer;

        public Task FinishAsync()
        {
            _taken.Writer.TryComplete();
            _isLast.TrySetResult();

            return _all;
        }

        private async Task WriteAllAsync()
        {
            try
            {
                await using var scope = _scopes.CreateAsyncScope();
                var leases = scope.ServiceProvider.GetRequiredService<MessageLeases>();

                while (await _taken.Reader.WaitToReadAsync())
                {
                    await Task.WhenAny(Task.Delay(_rest), _isLast.Task);
                    await WriteAsync(leases);
                }
            }
            catch (Exception exception)
            {
                _taken.Writer.TryComplete(exception);
                throw;
            }
        }

        private async Task WriteAsync(MessageLeases leases)
        {
            List<MessageSet> now = [];

            while (_taken.Reader.TryRead(out var one))
            {
                now.Add(one);
            }

            foreach (var letters in now.GroupBy(s => s.First.LeasedBy, s => s.Messages))
            {
                await leases.MarkSentAsync(new MessageSet([.. letters.SelectMany(m => m)]), providerId: null, CancellationToken.None);
            }
        }
    }
}
