using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>Two worker processes, which are killed without warning and started again.</summary>
internal sealed class Workers(MovedClock clock, IReadOnlyDictionary<string, string> settings) : IDisposable
{
    private const int Count = 2;
    private readonly Worker?[] _workers = new Worker?[Count];

    /// <summary>When, on the moved clock, one was killed that was at work.</summary>
    public List<DateTime> Kills { get; } = [];
    public int KilledStarting { get; private set; }
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>The latest moment from which on a worker has looked at everything.</summary>
    public DateTime SweptFromUtc => _workers.Max(w => w?.SweptFromUtc ?? DateTime.MinValue);

    public void StartAll()
    {
        for (var i = 0; i < Count; i++)
        {
            _workers[i] ??= new Worker(clock, settings, Complaints);
        }
    }

    public async Task UntilReadyAsync(int index, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromMinutes(2));

        while (!_workers[index]!.IsReady)
        {
            if (_workers[index]!.HasExited)
            {
                throw new InvalidOperationException($"A worker stopped by itself: {string.Join(Environment.NewLine, Complaints)}");
            }

            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>SIGKILL, in the midst of whatever it does.</summary>
    public async Task KillAsync(int index)
    {
        if (_workers[index] is not { } worker)
        {
            return;
        }

        if (worker.IsReady)
        {
            Kills.Add(clock.NowUtc);
        }
        else
        {
            KilledStarting++;
        }

        await worker.KillAsync();
        worker.Dispose();
        _workers[index] = null;
    }

    public async Task KillAllAsync()
    {
        for (var i = 0; i < Count; i++)
        {
            await KillAsync(i);
        }
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
        {
            worker?.KillAsync().GetAwaiter().GetResult();
            worker?.Dispose();
        }
    }

    private sealed class Worker : IDisposable
    {
        private readonly Process _process;
        private long _sweptFrom;

        public Worker(MovedClock clock, IReadOnlyDictionary<string, string> settings, ConcurrentQueue<string> complaints)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add(typeof(Workers).Assembly.Location);
            start.ArgumentList.Add(TortureWorker.Name);
            start.ArgumentList.Add(clock.Ahead.Ticks.ToString(CultureInfo.InvariantCulture));

            foreach (var (key, value) in settings)
            {
                start.ArgumentList.Add($"{key}={value}");
            }

            // It lives for seconds: what the compiler does better the second time never pays.
            start.Environment["DOTNET_TieredPGO"] = "0";
            _process = Process.Start(start) ?? throw new InvalidOperationException("A worker did not start.");
            _process.OutputDataReceived += (_, line) => Hear(line.Data, complaints);
            _process.ErrorDataReceived += (_, line) => Complain(line.Data, complaints);
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public bool IsReady { get; private set; }
        public bool HasExited => _process.HasExited;
        public DateTime SweptFromUtc => new(Interlocked.Read(ref _sweptFrom), DateTimeKind.Utc);

        public async Task KillAsync()
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        public void Dispose() => _process.Dispose();

        private void Hear(string? line, ConcurrentQueue<string> complaints)
        {
            if (line == TortureWorker.Ready)
            {
                IsReady = true;
            }
            else if (line?.StartsWith(TortureWorker.Swept, StringComparison.Ordinal) == true)
            {
                Interlocked.Exchange(ref _sweptFrom, long.Parse(line[TortureWorker.Swept.Length..], CultureInfo.InvariantCulture));
            }
            else
            {
                Complain(line, complaints);
            }
        }

        private static void Complain(string? line, ConcurrentQueue<string> complaints)
        {
            if (!string.IsNullOrWhiteSpace(line) && complaints.Count < 2000)
            {
                complaints.Enqueue(line);
            }
        }
    }
}
