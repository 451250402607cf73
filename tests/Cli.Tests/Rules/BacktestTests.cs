using System.Globalization;

namespace Plimsoll.Cli.Tests.Rules;

public class BacktestTests
{
    [Fact]
    public async Task Rule_is_tried_on_the_series_and_its_firings_are_told()
    {
        await using var gateway = await CannedGateway.StartAsync(Series("total_latency_ms.p95", minute => minute is >= 10 and < 20 or >= 58 ? 6000 : 900));
        using var file = new TemporaryFile("rules:\n  - { name: slow, when: latency.total.p95 > 5s for 1m, priority: P1, keep_firing_for: 5m }\n");
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync("rules", "backtest", file.Path, "--since", "1h", "--component", "chat", "--to", gateway.Url));

        Assert.Equal(["slow on chat: 2 times, 14 min together, in 1h", "P1 2026-01-01 00:12Z to 00:26Z, 14 min", "P1 2026-01-01 01:00Z to now"], run.OutLines);
        Assert.Equal("/api/v1/series?step=1m&from=-1h&metric=total_latency_ms.p95&metric=requests&component=chat", gateway.Asked.Single());
    }

    [Fact]
    public async Task What_has_no_series_is_named_and_what_is_not_measured_never_fires()
    {
        await using var gateway = await CannedGateway.StartAsync(Series("error_ratio", _ => null));
        using var file = new TemporaryFile("rules:\n  - { name: burns, when: burn_rate(ttft) }\n  - { name: fails, when: errors.ratio > 1% }\n");
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync("rules", "backtest", file.Path, "--to", gateway.Url));

        Assert.Equal(["burns: cannot be tried on history: burn_rate(ttft) has no series", "fails on chat: nothing was measured in 24h"], run.OutLines);
    }

    [Fact]
    public async Task Whole_configuration_is_tried_with_the_built_in_rules_that_it_names()
    {
        await using var gateway = await CannedGateway.StartAsync(Series("total_latency_ms.p95", _ => 900));
        using var file = new TemporaryFile("quality: { sample_rate: 0.1 }\nalerts:\n  notify: [latency-high]\n  rules:\n    - { name: slow, when: latency.total.p95 > 5s }\n");
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync("rules", "backtest", file.Path, "--to", gateway.Url));

        Assert.Equal(["latency-high on chat: never in 24h", "slow on chat: never in 24h"], run.OutLines);
    }

    [Fact]
    public async Task Faulty_rule_is_shown_at_its_place()
    {
        using var file = new TemporaryFile("rules:\n  - { name: slow, when: latency > 5s }\n");
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("rules", "backtest", file.Path));
        Assert.StartsWith($"{file.Path}:2:25: rules[0].when: 'latency' is no signal", run.Error, StringComparison.Ordinal);
    }

    private static string Series(string metric, Func<int, double?> value)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var points = Enumerable.Range(0, 60).Select(m => $$"""{"at":"{{start.AddMinutes(m):O}}","value":{{value(m)?.ToString(CultureInfo.InvariantCulture) ?? "null"}}}""");
        return $$"""{"from":"{{start:O}}","to":"{{start.AddHours(1):O}}","step_seconds":60,"series":[{"component":"chat","metric":"{{metric}}","step_seconds":60,"points":[{{string.Join(',', points)}}]}]}""";
    }
}
