using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Configuration.Scraping;
using Plimsoll.Fleet;
using Plimsoll.Gateway.Scraping;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Scraping;

public class ScrapeServiceTests
{
    private const string Good = "vllm:num_requests_running{model_name=\"chat\"} 3\n";

    [Fact]
    public async Task A_target_that_hangs_floods_or_speaks_garbage_harms_no_other()
    {
        var ended = new TaskCompletionSource();
        await using var good = await FakeTarget.StartAsync(Good);
        await using var hangs = await FakeTarget.StartAsync(http => ended.Task.WaitAsync(http.RequestAborted));
        await using var garbage = await FakeTarget.StartAsync("<html>Not here</html>");
        await using var floods = await FakeTarget.StartAsync(FloodAsync);
        await using var broken = await FakeTarget.StartAsync(http => Task.FromResult(http.Response.StatusCode = 500));
        await using var scraping = await Scraping.StartAsync(new() { Jobs = [Job(good, hangs, garbage, floods, broken)], MaxBodyBytes = 1 << 20 });

        await scraping.UntilAsync(t => t.Count == 5 && t.All(x => x.Scrapes > 1), "all were asked twice");

        Assert.Equal("up", scraping.State(good));
        Assert.Equal("timeout", scraping.Reason(hangs));
        Assert.Equal("malformed", scraping.Reason(garbage));
        Assert.Equal("too_long", scraping.Reason(floods));
        Assert.Equal("http_status", scraping.Reason(broken));
        Assert.All(scraping.Host.Pipeline.Engines, e => Assert.Equal("chat", e.Component));
        var metrics = await scraping.Host.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("plimsoll_gateway_scrape_targets{job=\"job\",state=\"up\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("plimsoll_gateway_scrapes_total{job=\"job\",result=\"too_long\"}", metrics, StringComparison.Ordinal);
        ended.SetResult();
    }

    [Fact]
    public async Task The_api_tells_each_target_with_its_last_error()
    {
        await using var garbage = await FakeTarget.StartAsync("?");
        await using var scraping = await Scraping.StartAsync(new() { Jobs = [Job(garbage)] });

        await scraping.UntilAsync(t => t.Any(x => x.Scrapes > 0), "it was asked");

        var answer = System.Text.Json.JsonDocument.Parse(await scraping.Host.Client.GetStringAsync(new Uri("/api/v1/targets", UriKind.Relative))).RootElement;
        Assert.True(answer.GetProperty("active").GetBoolean());
        var target = answer.GetProperty("targets")[0];
        Assert.Equal(("down", "malformed"), (target.GetProperty("state").GetString(), target.GetProperty("error").GetProperty("reason").GetString()));
        Assert.Equal($"http://{garbage.Address}/metrics", target.GetProperty("url").GetString());
        Assert.Equal(("job", "config"), (answer.GetProperty("sources")[0].GetProperty("job").GetString(), answer.GetProperty("sources")[0].GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Only_the_holder_of_the_lease_scrapes_unless_each_gateway_shall()
    {
        await using var good = await FakeTarget.StartAsync(Good);
        await using var other = await Scraping.StartAsync(new() { Jobs = [Job(good)] }, new NoLease());
        await using var each = await Scraping.StartAsync(new() { Jobs = [Job(good)], PerGateway = true }, new NoLease());

        await each.UntilAsync(t => t.Any(x => x.Scrapes > 0), "it was asked");
        other.Host.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(other.Board.Pictures);
        Assert.False(other.Board.IsActive);
    }

    [Fact]
    public async Task Targets_beyond_the_bound_are_left_out_and_counted()
    {
        await using var scraping = await Scraping.StartAsync(new()
        {
            Jobs = [new ScrapeJob { Name = "job", Targets = [.. Enumerable.Range(1, 12).Select(i => $"127.0.0.1:{i}")] }],
            MaxTargets = 10,
        });

        await scraping.UntilAsync(t => t.Count == 10 && t.All(x => x.Scrapes > 0), "ten were asked");

        Assert.Equal(2, scraping.Board.LeftOut);
    }

    private static ScrapeJob Job(params FakeTarget[] targets) =>
        new() { Name = "job", Targets = [.. targets.Select(t => t.Address)], Timeout = TimeSpan.FromSeconds(5) };

    private static async Task FloodAsync(HttpContext http)
    {
        var chunk = new byte[64 << 10];
        for (var i = 0; i < 1_600; i++)
            await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
    }

    private sealed class NoLease : IFleetLease
    {
        public long? TryHold(string name) => null;
    }

    private sealed class Scraping : IAsyncDisposable
    {
        private readonly ScrapeService _service;

        private Scraping(GatewayHost host, ScrapeService service) => (Host, _service) = (host, service);

        public GatewayHost Host { get; }

        public TargetBoard Board => Host.App.Services.GetRequiredService<TargetBoard>();

        public static async Task<Scraping> StartAsync(ScrapeOptions options, IFleetLease? lease = null)
        {
            var host = await GatewayHost.StartAsync(GatewayHost.Options with { Scrape = options });
            var service = ActivatorUtilities.CreateInstance<ScrapeService>(host.App.Services, lease ?? host.App.Services.GetRequiredService<IFleetLease>());
            await service.StartAsync(default);
            return new(host, service);
        }

        public Task UntilAsync(Func<List<TargetPicture>, bool> condition, string what) => Eventually.TrueAsync(() =>
        {
            Host.Time.Advance(TimeSpan.FromSeconds(1));
            return condition([.. Board.Pictures]);
        }, what);

        public string State(FakeTarget target) => Picture(target).Health;

        public string? Reason(FakeTarget target) => Picture(target).Last?.Problem?.Reason;

        public async ValueTask DisposeAsync()
        {
            await _service.StopAsync(default);
            _service.Dispose();
            await Host.DisposeAsync();
        }

        private TargetPicture Picture(FakeTarget target) => Board.Pictures.Single(p => p.Target.Url.Authority == target.Address);
    }
}
