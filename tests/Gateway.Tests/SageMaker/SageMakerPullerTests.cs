using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.Fleet;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.SageMaker;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.SageMaker;
using Plimsoll.Storage.Cursors;
using Plimsoll.Storage.Leases;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.SageMaker;

public sealed class SageMakerPullerTests : IDisposable, IFleetLease, ICloudMetrics, ILeaseStore
{
    private static readonly SageMakerSettings Settings = new() { Instances = new Dictionary<string, InstanceSettings> { ["*"] = new(4, 5.752, 1_000) } };

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 11, 20, 12, 0, 30, TimeSpan.Zero));
    private readonly FakePipeline _pipeline = new(GatewayHost.Hash);
    private readonly SageMakerEvents _events;
    private SageMakerPuller _puller;
    private StoredLease _stored = StoredLease.None;
    private bool _holds = true;
    private Func<long, double> _invocations = _ => 10;
    private string? _refusal;
    private int _gets;
    private bool _late;
    private string[] _endpoints = ["e"];
    private SageMakerSettings _settings = Settings;

    public SageMakerPullerTests()
    {
        _events = new(_services.GetRequiredService<IMeterFactory>(), NullLogger<SageMakerEvents>.Instance);
        _puller = NewPuller();
    }

    public void Dispose()
    {
        _puller.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Each_minute_of_traffic_counts_once_as_cloudwatch()
    {
        await RunAsync(TimeSpan.FromMinutes(10));

        var requests = Requests();
        Assert.InRange(requests.Count, 9, 11);
        Assert.Equal(requests.Select(r => r.TimestampMs).Distinct(), requests.Select(r => r.TimestampMs));
        Assert.All(requests, r => Assert.Equal((10, TelemetrySource.CloudWatch, "chat"), (r.Value, r.Source, r.Component)));
    }

    [Fact]
    public async Task What_comes_late_is_added_and_nothing_twice()
    {
        var start = _time.GetUtcNow().ToUnixTimeSeconds() / 60;
        await RunAsync(TimeSpan.FromMinutes(5));
        _invocations = minute => minute == start + 1 ? 14 : 10;
        await RunAsync(TimeSpan.FromMinutes(5));

        Assert.Equal([10L, 4], Requests().Where(r => r.StartMs / 60_000 == start + 1).Select(r => r.Value));
        Assert.Equal([10L], Requests().Where(r => r.StartMs / 60_000 == start + 2).Select(r => r.Value));
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_stopped()
    {
        await RunAsync(TimeSpan.FromMinutes(5));
        _time.Advance(TimeSpan.FromMinutes(30));
        _puller = NewPuller();
        await RunAsync(TimeSpan.FromMinutes(5));

        var minutes = Requests().Select(r => r.StartMs / 60_000).ToList();
        Assert.Equal(Enumerable.Range(0, minutes.Count).Select(i => minutes[0] + i), minutes);
        Assert.True(minutes.Count >= 38);
    }

    [Fact]
    public async Task Gpus_and_instances_make_a_bill_by_endpoint()
    {
        await RunAsync(TimeSpan.FromMinutes(2));

        var bill = Assert.Single(_events.Status.Bills);
        Assert.Equal(("e", 2, 3, 5), (bill.Endpoint, bill.Instances, bill.Used, bill.Free));
        Assert.Equal(3 * 5.752 / 4, Assert.Single(bill.Components).DollarsPerHour!.Value, 9);
        Assert.Equal(["gpu_0", "gpu_1", "gpu_2"], _pipeline.Gpus.Select(g => g.Gpu).Distinct());
        Assert.All(_pipeline.Gpus, g => Assert.Equal((0.5, TelemetrySource.CloudWatch), (g.UtilizationRatio!.Value, g.Source)));
        Assert.Equal(_pipeline.Gpus.Select(g => (g.Gpu, g.TimestampMs)).Distinct().Count(), _pipeline.Gpus.Count);
    }

    [Fact]
    public async Task A_minute_whose_samples_are_not_all_there_yet_takes_no_gpu_away()
    {
        _late = true;
        await RunAsync(TimeSpan.FromMinutes(4));

        var bill = Assert.Single(_events.Status.Bills);
        Assert.Equal((2, 3), (bill.Instances, bill.Used));
        Assert.All(_pipeline.Gpus.GroupBy(g => g.TimestampMs), g => Assert.Equal(3, g.Count()));
    }

    [Fact]
    public async Task A_component_whose_metrics_name_no_endpoint_is_of_the_only_one_or_of_the_configured_one()
    {
        await RunAsync(TimeSpan.FromMinutes(2));
        Assert.All(_pipeline.Gpus, g => Assert.Equal("e", g.Endpoint));

        _endpoints = ["e", "f"];
        _puller = NewPuller();
        await RunAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["e", "f", ""], _events.Status.Bills.Select(b => b.Endpoint));
        Assert.Equal([0, 0, 3], _events.Status.Bills.Select(b => b.Used));
        Assert.Contains("give sagemaker.endpoints.chat", _events.Status.Bills[2].Missing, StringComparison.Ordinal);

        _settings = Settings with { Endpoints = new Dictionary<string, string> { ["chat"] = "f" } };
        _puller = NewPuller();
        await RunAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([("e", 0.0), ("f", 3)], _events.Status.Bills.Select(b => (b.Endpoint, b.Used)));
        Assert.Equal("f", _pipeline.Gpus[^1].Endpoint);
    }

    [Fact]
    public async Task A_refusal_is_said_and_asked_for_seldom_and_then_caught_up()
    {
        await RunAsync(TimeSpan.FromMinutes(3));
        var gets = _gets;
        _refusal = "cloudwatch:GetMetricData is not allowed";
        await RunAsync(TimeSpan.FromHours(1));
        Assert.InRange(_gets - gets, 5, 15);
        Assert.Equal(_refusal, _events.Status.Problem);

        _refusal = null;
        await RunAsync(TimeSpan.FromMinutes(15));

        Assert.Null(_events.Status.Problem);
        var minutes = Requests().Select(r => r.StartMs / 60_000).ToList();
        Assert.Equal(Enumerable.Range(0, minutes.Count).Select(i => minutes[0] + i), minutes);
    }

    [Fact]
    public async Task Who_has_not_the_lease_reads_nothing()
    {
        _holds = false;
        await RunAsync(TimeSpan.FromMinutes(5));

        Assert.Equal((0, 0), (_gets, Requests().Count));
    }

    [Fact]
    public async Task What_the_pipeline_does_not_take_is_read_again()
    {
        await RunAsync(TimeSpan.FromMinutes(3));
        _pipeline.OverloadedFor = TimeSpan.FromSeconds(1);
        await RunAsync(TimeSpan.FromMinutes(5));
        _pipeline.OverloadedFor = null;
        await RunAsync(TimeSpan.FromMinutes(3));

        var minutes = Requests().Select(r => r.StartMs / 60_000).ToList();
        Assert.Equal(Enumerable.Range(0, minutes.Count).Select(i => minutes[0] + i), minutes);
        Assert.Equal(0, _pipeline.Outstanding);
    }

    public long? TryHold(string name) => _holds ? 1 : null;

    public Task<CloudAnswer<IReadOnlyList<CloudMetric>>> ListAsync(string @namespace, string dimension, CancellationToken cancellationToken)
    {
        CloudMetric[] known =
        [
            new(SageMakerNames.Traffic, "Invocations", new Dictionary<string, string> { [SageMakerNames.Component] = "chat" }),
            new(SageMakerNames.Components, "GPUUtilizationNormalized", new Dictionary<string, string> { [SageMakerNames.Component] = "chat" }),
            .. _endpoints.Select(e => new CloudMetric(SageMakerNames.Endpoints, "CPUUtilizationNormalized", new Dictionary<string, string> { [SageMakerNames.Endpoint] = e, ["VariantName"] = "v" })),
        ];
        return Task.FromResult<CloudAnswer<IReadOnlyList<CloudMetric>>>(
            new CloudAnswer<IReadOnlyList<CloudMetric>>.Done([.. known.Where(m => m.Namespace == @namespace)]));
    }

    public Task<CloudAnswer<IReadOnlyList<CloudSeries>>> GetAsync(IReadOnlyList<CloudQuery> queries, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        _gets++;
        if (_refusal is { } advice)
            return Task.FromResult<CloudAnswer<IReadOnlyList<CloudSeries>>>(new CloudAnswer<IReadOnlyList<CloudSeries>>.Refused("AccessDenied", advice));
        var (first, last) = (from.ToUnixTimeSeconds() / 60, to.ToUnixTimeSeconds() / 60);
        var series = queries.Select(q => new CloudSeries(
            q, Enumerable.Range(0, (int)(last - first)).ToDictionary(i => first + i, i => Value(q, first + i)), Complete: true));
        return Task.FromResult<CloudAnswer<IReadOnlyList<CloudSeries>>>(new CloudAnswer<IReadOnlyList<CloudSeries>>.Done([.. series]));
    }

    public ValueTask<StoredLease> ReadAsync(string name, CancellationToken cancellationToken) => new(_stored);

    public ValueTask<LeaseWrite> WriteAsync(string name, LeaseRecord next, long expected, CancellationToken cancellationToken)
    {
        if (expected != _stored.Version)
            return new(LeaseWrite.Conflict);
        _stored = new(next, expected + 1);
        return new(LeaseWrite.Written);
    }

    private double Value(CloudQuery query, long minute) => (query.Metric.Name, query.Stat) switch
    {
        ("Invocations", _) => _invocations(minute),
        ("GPUUtilizationNormalized", "SampleCount") => _late && minute == _time.GetUtcNow().ToUnixTimeSeconds() / 60 - 1 ? 1 : 3,
        ("GPUUtilizationNormalized", _) => 50,
        _ => 2,
    };

    private List<AggregateSample> Requests() => [.. _pipeline.Aggregates.Where(a => a.Target == AggregateTarget.Requests)];

    private async Task RunAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(20))
        {
            await _puller.TurnAsync(CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(20));
        }
    }

    private SageMakerPuller NewPuller() => new(
        _settings, this, new CursorStore(this), this, new PullTurn(_settings, _pipeline, _events), new RecoveryGate(), _time, _events);
}
