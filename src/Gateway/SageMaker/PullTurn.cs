using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.SageMaker;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.SageMaker;

/// <summary>Makes rows of what was read and hands them to the pipeline, as any other sender does.</summary>
internal sealed class PullTurn(SageMakerSettings settings, IIngestPipeline pipeline, SageMakerEvents events)
{
    private const long MinuteMs = 60_000;

    private readonly CountedMinutes _counted = new();

    /// <summary>The time of the newest reading of each GPU that was handed over, epoch ms.</summary>
    private readonly Dictionary<(string Component, string Gpu), long> _gpus = [];

    /// <summary>The newest minute of requests under way that was handed over, by component.</summary>
    private readonly Dictionary<string, long> _engines = new(StringComparer.Ordinal);

    /// <summary>From this minute on it is known what was counted, so that minutes may be read again; null for none.</summary>
    public long? FirstKnown { get; private set; }

    /// <returns>Null when the pipeline takes nothing now: the same minutes are to be read again.</returns>
    public async Task<int?> HandOverAsync(PulledSeries series, Func<string, string?> endpointOf, long fromMinute, long toMinute, long nowMs)
    {
        if (pipeline.Overloaded() is not null)
            return null;
        var batch = pipeline.Rent();
        var gpus = new GpuRows(series, settings.CountThrough(toMinute - 1), nowMs / MinuteMs - 1);
        Add(new(pipeline, batch), series, gpus, endpointOf, fromMinute, toMinute);
        var rows = batch.Count;
        if (rows == 0)
        {
            pipeline.Return(batch);
            FirstKnown ??= fromMinute;
            return 0;
        }
        if (await pipeline.SubmitAsync(batch, nowMs) is not SubmitResult.Accepted)
        {
            Forget();
            return null;
        }
        FirstKnown ??= fromMinute;
        return rows;
    }

    /// <summary>Nothing of what was handed over counts, or another member went on: rows of a minute that is read again are told by their keys.</summary>
    public void Forget()
    {
        _counted.Clear();
        _gpus.Clear();
        _engines.Clear();
        FirstKnown = null;
    }

    public void ForgetBefore(long minute)
    {
        _counted.Forget(minute);
        foreach (var (gpu, _) in _gpus.Where(g => g.Value < minute * MinuteMs).ToList())
            _gpus.Remove(gpu);
        events.LeftOut("lowered_later", _counted.TakeLowered());
    }

    private void Add(RowSink sink, PulledSeries series, GpuRows gpus, Func<string, string?> endpointOf, long fromMinute, long toMinute)
    {
        foreach (var component in series.Components)
        {
            for (var minute = fromMinute; minute < toMinute; minute++)
                AddTraffic(sink, series.Traffic(component, minute));
            AddGpus(sink, gpus, component, endpointOf(component));
            AddEngine(sink, series, component);
        }
    }

    private void AddTraffic(RowSink sink, TrafficMinute? minute)
    {
        if (minute is null || _counted.Take(minute) is not { } taken)
            return;
        foreach (var row in TrafficRows.Of(taken.Change, taken.Before))
            Note(sink.Add(row));
    }

    private void AddGpus(RowSink sink, GpuRows gpus, string component, string? endpoint)
    {
        foreach (var gpu in gpus.Of(component, endpoint, settings.InstanceOf(endpoint ?? "*")))
        {
            if (gpu.TimestampMs <= _gpus.GetValueOrDefault((component, gpu.Gpu)))
                continue;
            Note(sink.Add(gpu));
            _gpus[(component, gpu.Gpu)] = gpu.TimestampMs;
        }
    }

    private void AddEngine(RowSink sink, PulledSeries series, string component)
    {
        if (EngineRows.Of(series, component, _engines.GetValueOrDefault(component, long.MinValue)) is not { } engine)
            return;
        Note(sink.Add(engine));
        _engines[component] = engine.TimestampMs / MinuteMs;
    }

    private void Note(Rejection? rejection)
    {
        if (rejection is not null)
            events.LeftOut(rejection.Code, 1);
    }
}
