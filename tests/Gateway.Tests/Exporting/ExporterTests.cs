using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.ComponentHost.Leases;
using Plimsoll.Configuration.Exporting;
using Plimsoll.Fleet;
using Plimsoll.Gateway.Exporting;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Gateway.Tests.Scraping;
using Plimsoll.Integrations.Export;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Exporting;

public class ExporterTests
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Points_go_out_in_the_rhythm_and_a_receiver_that_is_down_gets_them_in_order_when_it_is_back()
    {
        await using var export = await Exporting.StartAsync();
        export.Status = 503;
        await export.UntilAsync(() => export.Answered.Contains(503), "it was tried");
        await export.UntilAsync(() => export.Collected >= 4, "more was collected");
        export.Status = 204;

        await export.UntilAsync(() => export.Taken.Count >= 4, "all was sent");

        Assert.Equal(Enumerable.Range(1, export.Taken.Count), export.Taken.Select(b => (int)b));
    }

    [Fact]
    public async Task A_receiver_is_left_alone_as_long_as_it_asks()
    {
        await using var export = await Exporting.StartAsync();
        (export.Status, export.RetryAfter) = (429, "120");
        await export.UntilAsync(() => export.Answered.Count > 0, "it was tried");
        var asked = export.Answered.Count;
        export.Status = 204;

        export.Time.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(asked, export.Answered.Count);

        await export.UntilAsync(() => export.Taken.Count > 0, "it was tried again");
    }

    [Fact]
    public async Task What_is_refused_is_not_sent_again_and_is_counted()
    {
        await using var export = await Exporting.StartAsync();
        export.Status = 400;
        await export.UntilAsync(() => export.Answered.Count >= 3, "three were refused");

        Assert.Equal(export.Bodies.Distinct(), export.Bodies);
        Assert.True(export.Points("refused") >= 2);
    }

    [Fact]
    public async Task A_full_queue_gives_up_the_oldest_and_counts_it()
    {
        await using var export = await Exporting.StartAsync(payloadBytes: 400_000);
        export.Status = 500;
        await export.UntilAsync(() => export.Points("queue_full") >= 2, "some gave way");
        export.Status = 204;

        await export.UntilAsync(() => export.Taken.Count >= 2, "the rest was sent");

        Assert.DoesNotContain((byte)2, export.Taken);
        Assert.Equal(export.Taken.Order(), export.Taken);
    }

    [Fact]
    public async Task Without_the_lease_nothing_is_collected()
    {
        await using var export = await Exporting.StartAsync(lease: new NoLease());

        for (var i = 0; i < 30; i++)
            export.Time.Advance(s_interval);

        Assert.Equal(0, export.Collected);
    }

    private sealed class NoLease : IFleetLease
    {
        public long? TryHold(string name) => null;
    }

    private sealed class Exporting : IAsyncDisposable, IExportSource
    {
        private readonly ConcurrentQueue<int> _answered = [];
        private readonly ConcurrentQueue<byte> _bodies = [];
        private readonly ConcurrentQueue<byte> _taken = [];
        private readonly ConcurrentDictionary<string, long> _points = new();
        private readonly MeterListener _listener = new();
        private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        private FakeTarget _receiver = null!;
        private Exporter _exporter = null!;
        private int _payloadBytes;

        public ManualTimeProvider Time { get; } = new(GatewayHost.Now);
        public int Status { get; set; } = 204;
        public string? RetryAfter { get; set; }
        public int Collected { get; private set; }
        public IReadOnlyList<int> Answered => [.. _answered];
        public IReadOnlyList<byte> Bodies => [.. _bodies];
        public IReadOnlyList<byte> Taken => [.. _taken];

        public string Name => "test";

        public static async Task<Exporting> StartAsync(int payloadBytes = 1, IFleetLease? lease = null)
        {
            var export = new Exporting { _payloadBytes = payloadBytes };
            export._receiver = await FakeTarget.StartAsync(export.AnswerAsync);
            export.Listen();
            var destination = new ExportDestination(new Uri($"http://{export._receiver.Address}/")) { Interval = s_interval, MaxQueueBytes = 1 << 20, Timeout = TimeSpan.FromMinutes(1) };
            export._exporter = new(
                export, destination, new ExportClient(ExportClient.NewHttp(), export.Time, destination.Timeout, []),
                new ExportInstruments(export._services.GetRequiredService<IMeterFactory>()), lease ?? new SoleMember(), export.Time, NullLogger<Exporter>.Instance);
            await export._exporter.StartAsync(default);
            return export;
        }

        public Task<IReadOnlyList<ExportPayload>> CollectAsync(DateTimeOffset at, CancellationToken cancellation)
        {
            var body = new byte[_payloadBytes];
            body[0] = (byte)++Collected;
            return Task.FromResult<IReadOnlyList<ExportPayload>>([new(new Uri($"http://{_receiver.Address}/"), body, null, [], 1)]);
        }

        public void StandBy() { }

        public long Points(string result) => _points.GetValueOrDefault(result);

        public Task UntilAsync(Func<bool> condition, string what) => Eventually.TrueAsync(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return condition();
        }, what);

        public async ValueTask DisposeAsync()
        {
            await _exporter.StopAsync(default);
            _exporter.Dispose();
            _listener.Dispose();
            await _receiver.DisposeAsync();
            await _services.DisposeAsync();
        }

        private void Listen()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "plimsoll_gateway_export_points_total" && ReferenceEquals(instrument.Meter.Scope, _services.GetRequiredService<IMeterFactory>()))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => _points.AddOrUpdate((string)tags[1].Value!, value, (_, old) => old + value));
            _listener.Start();
        }

        private async Task AnswerAsync(HttpContext http)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            var status = http.Response.StatusCode = Status;
            if (RetryAfter is not null)
                http.Response.Headers.RetryAfter = RetryAfter;
            _bodies.Enqueue(body.ToArray()[0]);
            if (status < 300)
                _taken.Enqueue(body.ToArray()[0]);
            _answered.Enqueue(status);
        }
    }
}
