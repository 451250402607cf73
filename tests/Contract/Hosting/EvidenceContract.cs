using Plimsoll.Components.Views;
using Plimsoll.Support;
using Xunit;

namespace Plimsoll.Contract.Hosting;

/// <summary>Daily evidence: every request in the day of its end, once, whatever becomes of the host, and days that left memory too.</summary>
public abstract class EvidenceContract : HostContract
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Days_that_left_memory_are_read_from_the_store_and_nothing_counts_twice()
    {
        var first = DateOnly.FromDateTime(World.Clock.GetUtcNow().UtcDateTime);
        for (var day = 0; day < 10; day++)
        {
            await DeliverAsync("a", Journal.Append("a", 10 + day, null, $"v{day}"));
            World.Clock.Advance(s_day);
            await Component("a").CheckpointAsync(Journal.Id);
        }
        await DeliverAsync("a", Journal.Append("a", 1));
        await RestartAsync();
        await Journal.CatchUpAsync(Host, "a");

        var days = await DaysAsync(first);

        Assert.Equal(Enumerable.Range(0, 10).Select(d => (first.AddDays(d), 10L + d)).Append((first.AddDays(10), 1L)), days.Select(d => (d.Day, d.Requests)));
        Assert.Equal("v0", Assert.Single(days[0].Versions).Name);
        Assert.True(days[0].Final && !days[^1].Final);
        await RestartAsync();
        await Journal.CatchUpAsync(Host, "a");
        Assert.Equal(days.Sum(d => d.Requests), (await DaysAsync(first)).Sum(d => d.Requests));
    }

    [Fact]
    public async Task Change_of_state_stands_in_its_day()
    {
        await DeliverAsync("a", Journal.Append("a", 100));
        await Eventually.TrueAsync(
            async () =>
            {
                World.Clock.Advance(TimeSpan.FromSeconds(30));
                return (await DaysAsync(DateOnly.FromDateTime(World.Clock.GetUtcNow().UtcDateTime))).SelectMany(d => d.Changes).Any(c => c is { Kind: "state", To: "silent" });
            },
            "the component fell silent");
    }

    private async Task<IReadOnlyList<EvidenceDayView>> DaysAsync(DateOnly first) =>
        (await Host.Evidence.FindEvidence("a").GetEvidenceAsync(new(first, first.AddDays(30)))).Days;
}
