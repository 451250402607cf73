using System.Net;
using Plimsoll.Anomaly;
using Plimsoll.Components.Views;
using Plimsoll.Drift.Watch;
using Plimsoll.Gateway.WebConsole.Drifting;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.WebConsole.Drifting;

public sealed class DriftPageTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 30, TimeSpan.Zero);

    private readonly HttpClient _client = new();

    [Fact]
    public async Task Each_finding_shows_test_numbers_since_when_and_both_distributions()
    {
        var page = await GetAsync(CannedFleet.Small("a b", ComponentState.Active, Now, 1, 0) with
        {
            Drift = new(Now.AddHours(-1), [Finding("length.response", 0.314, Now.AddHours(-3)), Finding("tokens.input", 0.02, null)]),
            Anomalies = [new("latency.ttft", "ttft_ms.p95", Now.AddMinutes(-7), Now.AddMinutes(-2), 0.81, AnomalyCause.Level, 912.5, 301)],
        });

        Assert.Contains("0.314", page, StringComparison.Ordinal);
        Assert.Contains("<td>ks</td>", page, StringComparison.Ordinal);
        Assert.Contains("912.5", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("<figure").Length - 1);
        Assert.Contains("V0H50V33.33H100", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("<span class=\"bad\">since").Length - 1);
    }

    [Fact]
    public async Task Without_a_baseline_the_page_says_what_is_needed() =>
        Assert.Contains("200 values", await GetAsync(CannedFleet.Small("a b", ComponentState.Active, Now, 1, 0)), StringComparison.Ordinal);

    [Fact]
    public async Task A_component_that_is_not_known_is_not_found()
    {
        await using var host = await ConsoleHost.StartAsync(CannedFleet.At(Now), time: new ManualTimeProvider(Now));

        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(new Uri(host.Url, DriftAddress.Of("nobody")))).StatusCode);
    }

    public void Dispose() => _client.Dispose();

    private static DriftFindingView Finding(string signal, double statistic, DateTimeOffset? since) =>
        new(signal, DriftTest.KolmogorovSmirnov, statistic, 0.1, 1e-9, 4_000, 1_200, since is not null, since, [new(100, 0.6, 0.4), new(200, 0.4, 0.6)]);

    private async Task<string> GetAsync(ComponentView view)
    {
        await using var host = await ConsoleHost.StartAsync(new CannedDirectory(new CannedComponent(view)), time: new ManualTimeProvider(Now));
        return await _client.GetStringAsync(new Uri(host.Url, DriftAddress.Of(view.Summary.Component)));
    }
}
