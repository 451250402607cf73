using Plimsoll.ComponentHost;
using Plimsoll.Components;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Demo;

/// <summary>
/// Sends the demo's traffic as it happens, through the pipeline that all traffic takes. What happened before, up to
/// a day, is sent first, each minute as received when it ended; a restart goes on after what the components have.
/// </summary>
internal sealed partial class DemoDriver(
    IIngestPipeline pipeline, IComponentDirectory directory, IEnumerable<IReadiness> parts, TextScreen texts, TimeProvider time, ILogger<DemoDriver> logger)
    : BackgroundService, ITickLimit
{
    private const long MinuteMs = 60_000, HistoryMs = 24 * 60 * MinuteMs;
    private const int MaxInFlight = 16;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly DemoWorkload _workload = new();
    private readonly DemoAnswers _answers = new(texts);
    private readonly Dictionary<DemoModel, long> _sent = [];
    private readonly Dictionary<DemoModel, (long Minute, IReadOnlyList<DemoEvent> Events)> _made = [];

    private readonly long _historyFromMs = time.GetUtcNow().ToUnixTimeMilliseconds() - HistoryMs;
    private volatile bool _filled;

    /// <summary>Until the components hold the history, only its rows' receive times may move their clocks.</summary>
    public long? NoLaterThanMs => _filled ? null : _historyFromMs;

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (parts.Any(p => !p.Ready))
            await timer.WaitForNextTickAsync(stoppingToken);
        foreach (var model in DemoModel.All)
            _sent[model] = await SentThroughAsync(model);
        var rows = await AdvanceAsync(stoppingToken);
        while (!await HaveAllAsync())
            await timer.WaitForNextTickAsync(stoppingToken);
        _filled = true;
        LogFilled(rows);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await AdvanceAsync(stoppingToken);
    }

    /// <summary>Time of the last row that the component has; nothing before it is sent again.</summary>
    private async Task<long> SentThroughAsync(DemoModel model)
    {
        if (!await directory.ExistsAsync(model.Name))
            return 0;
        var view = await directory.Get(model.Name).GetViewAsync();
        return view.Summary.LastSeen?.ToUnixTimeMilliseconds() ?? 0;
    }

    /// <summary>
    /// Whether each component has come to the last minute that was sent. A batch that still waits must not meet a
    /// clock that has gone on: it would fall out of the windows that hold distributions.
    /// </summary>
    private async Task<bool> HaveAllAsync()
    {
        foreach (var model in DemoModel.All)
        {
            if (await SentThroughAsync(model) < _sent[model] - (MaxInFlight * MinuteMs))
                return false;
        }
        return true;
    }

    /// <summary>Sends all that happened up to now, a minute at most in each batch, and answers how many rows it was.</summary>
    private async Task<int> AdvanceAsync(CancellationToken cancellationToken)
    {
        var now = NowMs;
        var rows = 0;
        var inFlight = new Queue<Task>();
        for (var end = Math.Max(_sent.Values.Min(), now - HistoryMs); end < now;)
        {
            end = Math.Min(now, ((end / MinuteMs) + 1) * MinuteMs);
            var slice = Slice(end);
            rows += slice.Count;
            inFlight.Enqueue(SendAsync(slice, end, cancellationToken));
            if (inFlight.Count == MaxInFlight)
                await inFlight.Dequeue();
        }
        await Task.WhenAll(inFlight);
        return rows;
    }

    /// <summary>What happened since the last slice and before its end, which lies in the same minute.</summary>
    private List<DemoEvent> Slice(long end)
    {
        var slice = new List<DemoEvent>();
        foreach (var model in DemoModel.All)
        {
            slice.AddRange(MinuteOf(model, (end - 1) / MinuteMs).Where(e => e.AtMs > _sent[model] && e.AtMs < end));
            _sent[model] = Math.Max(_sent[model], end - 1);
        }
        return slice;
    }

    private IReadOnlyList<DemoEvent> MinuteOf(DemoModel model, long minute)
    {
        if (!_made.TryGetValue(model, out var made) || made.Minute != minute)
            _made[model] = made = (minute, _workload.Minute(model, minute));
        return made.Events;
    }

    private async Task SendAsync(List<DemoEvent> slice, long receivedMs, CancellationToken cancellationToken)
    {
        if (slice.Count == 0)
            return;
        while (pipeline.Overloaded() is { } wait)
            await Task.Delay(wait, time, cancellationToken);
        while (await pipeline.SubmitAsync(Batch(slice), receivedMs) is SubmitResult.Unavailable refused)
        {
            LogRefused(refused.Reason);
            await Task.Delay(refused.RetryAfter, time, cancellationToken);
        }
    }

    private IngestBatch Batch(List<DemoEvent> slice)
    {
        var batch = pipeline.Rent();
        var sink = new RowSink(pipeline, batch);
        foreach (var happened in slice)
        {
            if (happened.Row is InferenceRecord record)
                _answers.AddTo(record);
            if (happened.AddTo(sink) is { } rejection)
                LogRejected(rejection.Code, rejection.Message);
        }
        return batch;
    }
}
