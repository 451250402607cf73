using Plimsoll.Support;
using Plimsoll.Support.CloudWatch;

namespace Plimsoll.EndToEnd.Tests.Publishing;

/// <summary>A whole gateway publishes to a CloudWatch that fails for an hour, while requests come in as ever.</summary>
public sealed class CloudWatchOutageTests : IAsyncLifetime, IDisposable
{
    private const string Component = "chat";
    private const int CallsPerSecond = 1;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-cloudwatch-");
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 11, 20, 12, 0, 30, TimeSpan.Zero));
    private FakeCloudWatch _service = null!;
    private readonly Dictionary<DateTimeOffset, double> _sent = [];
    private VirtualGateway _gateway = null!;
    private int _requests;

    public async Task InitializeAsync()
    {
        _service = new(_time);
        _gateway = await VirtualGateway.StartAsync(
            $"cloudwatch: {{ region: us-east-1, endpoint: {_service.Url}, calls_per_second: {CallsPerSecond}, timeout: 2m }}\n", _data.FullName, _time);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _service.DisposeAsync();
    }

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task An_hour_without_CloudWatch_costs_nothing_and_is_caught_up_at_the_configured_pace()
    {
        await RunAsync(5);
        foreach (var fault in (CloudWatchFault[])[CloudWatchFault.Throttled, CloudWatchFault.Reset, CloudWatchFault.InternalError])
        {
            _service.Fault = fault;
            var calls = _service.Calls;
            await RunAsync(20);
            Assert.InRange(_service.Calls - calls, 15, 40);
            Assert.NotNull(_gateway.Status.Problem);
        }

        _service.Fault = CloudWatchFault.None;
        await CatchUpAsync();
        await RunAsync(3);

        Assert.Empty(_service.Errors);
        Assert.Null(_gateway.Status.Problem);
        Assert.Equal(0, await _gateway.CounterAsync("plimsoll_gateway_cloudwatch_left_out"));
        AssertEachMinuteIsThereOnce();
    }

    [Fact]
    public async Task A_call_whose_answer_was_lost_may_be_there_twice_and_that_is_counted()
    {
        await RunAsync(4);
        _service.Fault = CloudWatchFault.LostAnswer;
        await RunAsync(3);
        _service.Fault = CloudWatchFault.None;
        await RunAsync(4);

        var twice = Requests().GroupBy(d => d.At).Sum(minute => minute.Count() - 1);
        Assert.True(twice > 0);
        Assert.Equal(twice, await _gateway.CounterAsync("plimsoll_gateway_cloudwatch_maybe_doubled"));
        Assert.All(Requests(), d => Assert.Equal(_sent[d.At], d.Sum));
    }

    [Theory]
    [InlineData(CloudWatchFault.Denied, "is not allowed in us-east-1")]
    [InlineData(CloudWatchFault.UnknownKey, "AWS does not know the credentials")]
    [InlineData(CloudWatchFault.Expired, "the credentials have expired")]
    public async Task What_an_operator_must_change_is_told_where_they_look_and_asked_for_seldom(CloudWatchFault fault, string says)
    {
        _service.Fault = fault;
        await RunAsync(15);

        Assert.InRange(_service.Calls, 2, 8);
        var ready = await _gateway.Http.GetStringAsync("readyz");
        Assert.StartsWith("ready\ndegraded: cloudwatch: cloudwatch:PutMetricData", ready, StringComparison.Ordinal);
        Assert.Contains(says, ready, StringComparison.Ordinal);
        Assert.Contains("\"Action\":\"cloudwatch:PutMetricData\"", ready, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-test", ready, StringComparison.Ordinal);

        _service.Fault = CloudWatchFault.None;
        await CatchUpAsync();
        AssertEachMinuteIsThereOnce();
    }

    private async Task CatchUpAsync()
    {
        for (var (turn, calls) = (1, _service.Calls); _gateway.Status.Waiting > 0 || _gateway.Status.Problem is not null; turn++)
        {
            Assert.True(turn < 400, $"{_gateway.Status.Waiting} calls still wait");
            await _gateway.TurnAsync();
            Assert.InRange(_service.Calls - calls, 0, CallsPerSecond * VirtualGateway.Turn.TotalSeconds * (turn + 1));
        }
    }

    /// <summary>Each minute has another number of requests, so that none can stand for another.</summary>
    private async Task RunAsync(int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            var now = _time.GetUtcNow();
            var rows = Enumerable.Range(0, 1 + _sent.Count).Select(_ => new
            {
                component = Component,
                request_id = $"r-{_requests++}",
                timestamp = now.ToUnixTimeMilliseconds(),
                total_latency_ms = 100 + _requests,
            });
            await _gateway.PostAsync("api/v1/records", [.. rows]);
            await _gateway.CountedAsync(Component, _requests);
            _sent.Add(new(now.Year, now.Month, now.Day, now.Hour, now.Minute, 0, TimeSpan.Zero), 1 + _sent.Count);
            await _gateway.RunAsync(TimeSpan.FromMinutes(1));
        }
    }

    private void AssertEachMinuteIsThereOnce()
    {
        var published = Requests().ToDictionary(d => d.At, d => d.Sum);
        var through = published.Keys.Max();
        Assert.True(through >= _time.GetUtcNow().AddMinutes(-5), $"published through {through:T}");
        Assert.Equal(_sent.Where(s => s.Key <= through).Select(s => (s.Key, s.Value)), published.OrderBy(p => p.Key).Select(p => (p.Key, p.Value)));
    }

    private IEnumerable<PutDatum> Requests() => _service.Data.Where(d => d is { Namespace: "Plimsoll", Metric: "requests", Dimensions: $"Component={Component}" });
}
