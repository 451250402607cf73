using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.Configuration;
using Plimsoll.Fleet;
using Plimsoll.Gateway.Capture;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.SageMaker;
using Plimsoll.SageMaker.Capture;
using Plimsoll.Storage.Cursors;
using Plimsoll.Storage.Leases;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Capture;

/// <summary>A reader over objects in memory, and a pipeline that keeps what it is handed.</summary>
internal sealed class CaptureRig : IDisposable, IFleetLease, ICaptureStore, ILeaseStore, IHashKey
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 30, TimeSpan.Zero);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly CaptureEvents _events;
    private readonly CaptureSettings _settings = new("prod") { Component = "chat", Settle = TimeSpan.FromSeconds(30), MaxObjectBytes = 1 << 20 };
    private StoredLease _stored = StoredLease.None;

    public CaptureRig()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Key == "reason")
                    LeftOut[(string)tag.Value!] = LeftOut.GetValueOrDefault((string)tag.Value!) + value;
            }
        });
        _listener.Start();
        _events = new(meters, NullLogger<CaptureEvents>.Instance);
        Reader = NewReader();
    }

    public CaptureReader Reader { get; private set; }

    public ManualTimeProvider Time { get; } = new(Start);

    public FakePipeline Pipeline { get; } = new(GatewayHost.Hash);

    public Dictionary<string, (string Body, DateTimeOffset Modified)> Objects { get; } = [];

    /// <summary>Lines and objects by reason.</summary>
    public Dictionary<string, long> LeftOut { get; } = [];

    public List<(string Key, long From)> Opened { get; } = [];

    public bool Holds { get; set; } = true;

    /// <summary>What every object is refused with; null for nothing.</summary>
    public string? Refusal { get; set; }

    public KeyedHash Hash => GatewayHost.Hash;

    public void Dispose()
    {
        Reader.Dispose();
        _listener.Dispose();
        _services.Dispose();
    }

    public long? TryHold(string name) => Holds ? 1 : null;

    public Task<CloudAnswer<IReadOnlyList<CapturedObject>>> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Task.FromResult<CloudAnswer<IReadOnlyList<CapturedObject>>>(new CloudAnswer<IReadOnlyList<CapturedObject>>.Done(
            [.. Objects.Select(o => new CapturedObject(o.Key, o.Value.Modified.ToUnixTimeSeconds(), Encoding.UTF8.GetByteCount(o.Value.Body)))]));

    public Task<CloudAnswer<Stream>> OpenAsync(CapturedObject captured, long fromByte, CancellationToken cancellationToken)
    {
        Opened.Add((captured.Key, fromByte));
        return Task.FromResult<CloudAnswer<Stream>>(Refusal is { } advice
            ? new CloudAnswer<Stream>.Refused("AccessDenied", advice)
            : new CloudAnswer<Stream>.Done(new MemoryStream(Encoding.UTF8.GetBytes(Objects[captured.Key].Body)[(int)fromByte..])));
    }

    public ValueTask<StoredLease> ReadAsync(string name, CancellationToken cancellationToken) => new(_stored);

    public ValueTask<LeaseWrite> WriteAsync(string name, LeaseRecord next, long expected, CancellationToken cancellationToken)
    {
        if (expected != _stored.Version)
            return new(LeaseWrite.Conflict);
        _stored = new(next, expected + 1);
        return new(LeaseWrite.Written);
    }

    public static string Line(string id, string prompt = "Hi", string response = "Hello") =>
        $$$"""{"captureData":{"endpointInput":{"data":"{{{prompt}}}","encoding":"TEXT"},"endpointOutput":{"data":"{{{response}}}","encoding":"TEXT"}},"eventMetadata":{"eventId":"{{{id}}}","inferenceTime":"2026-11-20T11:59:30Z"}}""" + "\n";

    public void Put(string key, DateTimeOffset modified, string body) => Objects[key] = (body, modified);

    /// <summary>As another process would begin.</summary>
    public void Restart()
    {
        Reader.Dispose();
        Reader = NewReader();
    }

    public async Task RunAsync(int minutes)
    {
        for (var turn = 0; turn < 6 * minutes; turn++)
        {
            await Reader.TurnAsync(default);
            Time.Advance(TimeSpan.FromSeconds(10));
        }
    }

    private CaptureReader NewReader()
    {
        var rows = new CapturedRows(this, new TextScreen(new PlimsollOptions(), this));
        var source = new CaptureSource(_settings, this, new CursorStore(this).Find("capture-prod"), new CaptureHandOver(Pipeline, rows, _events, Time), _events, Time);
        return new([source], this, new RecoveryGate(), Time, _events);
    }
}
