using System.Globalization;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Durability;

/// <summary>
/// A real gateway under load is killed again and again, at any moment: while segments rotate, checkpoints are
/// written and the journal is cut, all of which small bounds make frequent.
/// </summary>
public sealed class KillTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("PLIMSOLL_LONG") == "1";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-kill");
    private readonly GatewayProcess _gateway;

    public KillTests() => _gateway = new GatewayProcess(_data.FullName, new Dictionary<string, string>
    {
        ["PLIMSOLL__JOURNAL__SEGMENT_BYTES"] = "1MiB",
        ["PLIMSOLL__JOURNAL__MAX_BYTES"] = "6MiB",
        ["PLIMSOLL__CHECKPOINTS__INTERVAL"] = "500ms",
    });

    [Fact]
    public async Task Every_record_is_counted_once_whatever_the_moment_of_the_kill()
    {
        var (rounds, least) = Long ? (20, 120_000) : (4, 12_000);
        await _gateway.StartAsync();
        var clients = new LoadClients(_gateway, batchSize: 100);
        var load = clients.RunAsync(4);
        var random = new Random(7);
        for (var round = 1; round <= rounds; round++)
        {
            var target = long.Max(clients.Count + 1, (long)least * round / (rounds + 1)) + random.Next(0, 400);
            await Eventually.TrueAsync(() => load.IsFaulted || clients.Count >= target, $"{target} records in round {round}; the gateway printed:\n{_gateway.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 600)), TimeProvider.System);
            await _gateway.KillAsync();
            await _gateway.StartAsync();
        }
        await Eventually.TrueAsync(() => load.IsFaulted || clients.Count >= least, $"{least} records");
        clients.Enough();
        await load;

        Assert.True(clients.Retries > 0, "the kills interrupted requests");
        await AssertCountedOnceAsync(clients);
        AssertMuchWasWritten(rounds);
        await AssertRepetitionChangesNothingAsync(clients);
    }

    [Fact]
    public async Task Torn_entry_at_the_end_of_the_journal_costs_nothing_that_was_acknowledged()
    {
        await _gateway.StartAsync();
        var clients = new LoadClients(_gateway, batchSize: 100);
        await SendSomeAsync(clients);
        await _gateway.KillAsync();
        var last = _data.GetDirectories("journal").Single().GetFiles("*.segment").MaxBy(f => f.Name)!;
        using (var tail = last.Open(FileMode.Append))
            tail.Write([0x50, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7]);

        await _gateway.StartAsync();

        await AssertCountedOnceAsync(clients);
        await SendSomeAsync(clients);
        await AssertCountedOnceAsync(clients);
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static async Task SendSomeAsync(LoadClients clients)
    {
        var before = clients.Count;
        var load = clients.RunAsync(2);
        await Eventually.TrueAsync(() => load.IsFaulted || clients.Count >= before + 2000, "some records are acknowledged");
        clients.Enough();
        await load;
    }

    private Task AssertCountedOnceAsync(LoadClients clients) => CountedTotals.AssertCountedOnceAsync(_gateway.Http, clients.Acknowledged);

    private async Task AssertRepetitionChangesNothingAsync(LoadClients clients)
    {
        // Ids outlive a restart as long as their entries: older ones may have been cut from the small journal.
        foreach (var batch in clients.Acknowledged.TakeLast(10_000).Chunk(5000))
            Assert.Equal((0, batch.Length), await clients.SendAsync(batch));
        Assert.Equal(Totals.Of(clients.Acknowledged), await CountedTotals.ReadAsync(_gateway.Http));
    }

    /// <summary>That the kills had rotations, cuts and checkpoints to hit.</summary>
    private void AssertMuchWasWritten(int rounds)
    {
        var segments = _data.GetDirectories("journal").Single().GetFiles("*.segment");
        var checkpoints = _data.GetFiles("*.checkpoint", SearchOption.AllDirectories).Select(f => Number(f.Name));
        Assert.True(checkpoints.Max() > rounds, "checkpoints were written between the kills");
        Assert.True(segments.Length > 1, "segments rotated");
        if (Long)
            Assert.True(segments.Min(f => Number(f.Name)) > 1, "the journal was cut");
    }

    private static long Number(string fileName) => long.Parse(new string([.. fileName.TakeWhile(char.IsAsciiDigit)]), CultureInfo.InvariantCulture);
}
