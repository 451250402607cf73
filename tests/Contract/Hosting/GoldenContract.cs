using Plimsoll.Components.Views;
using Plimsoll.Quality.Golden;
using Xunit;

namespace Plimsoll.Contract.Hosting;

/// <summary>Golden sets: a run that was filed is saved, counts once, and is what the next one is compared with.</summary>
public abstract class GoldenContract : HostContract
{
    [Fact]
    public async Task Run_that_was_filed_survives_a_kill_and_is_filed_once()
    {
        Assert.Null((await FileAsync(slot: 0, 1, 1))!.Refused);
        await RestartAsync();
        Assert.Equal("already_filed", (await FileAsync(slot: 0, 1, 1))!.Refused);
        Assert.Null((await FileAsync(slot: 1, 1, 0))!.Refused);

        var set = Assert.Single((await Host.Golden.FindGolden("a").GetGoldenAsync()).Sets);
        Assert.Equal(("faq", true, 2), (set.Set, set.Regressed, set.RunCount));
        Assert.Equal(["q1"], set.Runs[0].Against!.WorseIds);
        Assert.Equal((2, 0.5), (set.Runs[0].Questions, set.Runs[0].Score));
        Assert.Equal(true, Assert.Single((await Component("a").GetMetricsAsync()).Golden).Regressed);
    }

    [Fact]
    public async Task What_a_person_took_for_right_survives_a_kill()
    {
        await FileAsync(slot: 0, 1, 1);
        await FileAsync(slot: 1, 0, 0);
        Assert.Equal("unknown_set", (await Host.Golden.FindGolden("a").AcceptGoldenAsync("gone"))!.Refused);
        Assert.Null((await Host.Golden.FindGolden("a").AcceptGoldenAsync("faq"))!.Refused);
        await RestartAsync();
        await FileAsync(slot: 2, 0, 0);

        Assert.False(Assert.Single((await Host.Golden.FindGolden("a").GetGoldenAsync()).Sets).Regressed);
    }

    private Task<GoldenReceipt?> FileAsync(int slot, params double[] scores)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(World.NowMs).AddDays(slot);
        var results = scores.Select((s, i) => new GoldenResult($"q{i}", null, s, null, null, 20)).ToList();
        var report = GoldenReport.Of("v1", "http://llm m", null, at, results);
        return Host.Golden.FindGolden("a").FileGoldenRunAsync(new("faq", at, TimeSpan.FromDays(1), TimeSpan.FromSeconds(3), 0.02, report));
    }
}
