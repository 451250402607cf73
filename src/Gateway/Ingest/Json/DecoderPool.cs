using System.Collections.Concurrent;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Decoders by kind of row, kept between requests with their pooled strings; as many as requests ran at once.</summary>
internal sealed class DecoderPool(IngestOptions options, IHashKey key, TextScreen? screen = null)
{
    private readonly ConcurrentDictionary<TelemetryKind, ConcurrentBag<ObjectDecoder>> _free = new();

    public ObjectDecoder Rent(TelemetryKind kind) =>
        _free.TryGetValue(kind, out var free) && free.TryTake(out var decoder) ? decoder : Create(kind);

    public void Return(TelemetryKind kind, ObjectDecoder decoder) => _free.GetOrAdd(kind, static _ => []).Add(decoder);

    private ObjectDecoder Create(TelemetryKind kind)
    {
        var strings = new JsonStrings(key.Hash);
        return kind switch
        {
            TelemetryKind.Inference => new RecordDecoder(strings, options.MaxLabels, screen),
            TelemetryKind.Gpu => new GpuDecoder(strings),
            TelemetryKind.Engine => new EngineDecoder(strings),
            TelemetryKind.Host => new HostDecoder(strings),
            TelemetryKind.Feedback => new FeedbackDecoder(strings),
            TelemetryKind.Outcome => new OutcomeDecoder(strings),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }
}
