using Plimsoll.Gateway.Pipeline;
using Plimsoll.Storage.Tests.Faults;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Pipeline;

/// <summary>
/// Clients that repeat what was not acknowledged, against a gateway that crashes: afterwards what it counts is
/// what it acknowledged, and is not when a protection is left out.
/// </summary>
public class CrashTests
{
    private const int Crashes = 6;
    private const int BatchesBetween = 40;
    private const int Clients = 3;
    private const int BatchRows = 20;

    [Fact]
    public async Task Power_cuts_lose_nothing_acknowledged_and_double_nothing()
    {
        var random = new Random(11);
        await using var gateway = new CrashingGateway();
        var (acknowledged, counted) = await RunAsync(gateway, disk => random.Next(3) == 0 ? disk.AfterPowerCut() : disk.AfterPowerCut(random));
        Assert.Equal(acknowledged, counted);
    }

    [Fact]
    public async Task Kills_lose_nothing_acknowledged_and_double_nothing()
    {
        await using var gateway = new CrashingGateway();
        var (acknowledged, counted) = await RunAsync(gateway, disk => disk.AfterKill());
        Assert.Equal(acknowledged, counted);
    }

    [Fact]
    public async Task Without_fsync_a_power_cut_loses_what_was_acknowledged()
    {
        await using var gateway = new CrashingGateway(fsync: false);
        var (acknowledged, counted) = await RunAsync(gateway, disk => disk.AfterPowerCut());
        Assert.True(counted < acknowledged, $"{acknowledged} acknowledged, {counted} counted");
    }

    [Fact]
    public async Task Without_watermark_a_kill_counts_twice()
    {
        await using var gateway = new CrashingGateway(watermark: false);
        var (acknowledged, counted) = await RunAsync(gateway, disk => disk.AfterKill());
        Assert.True(counted > acknowledged, $"{acknowledged} acknowledged, {counted} counted");
    }

    /// <summary>Every row weighs its own pseudo-random number of tokens, so that equal sums mean equal sets.</summary>
    private static async Task<(long Acknowledged, long Counted)> RunAsync(CrashingGateway gateway, Func<SimulatedDisk, SimulatedDisk> crash)
    {
        await gateway.StartAsync();
        var load = new Load(gateway);
        for (var i = 1; i <= Crashes; i++)
        {
            await Eventually.TrueAsync(() => load.Failed || load.Batches >= i * BatchesBetween, "batches are acknowledged");
            await gateway.CrashAsync(crash);
        }
        var acknowledged = await load.EndAsync();
        await Eventually.TrueAsync(() => gateway.Backlog == 0, "everything is applied");
        var counted = 0L;
        foreach (var summary in await gateway.Components.ListAsync())
            counted += (await gateway.Components.Get(summary.Component).GetViewAsync()).InputTokens;
        return (acknowledged, counted);
    }

    private sealed class Load
    {
        private readonly CrashingGateway _gateway;
        private readonly Task[] _clients;
        private volatile bool _ended;
        private long _acknowledged;
        private int _batches;
        private int _next;

        public Load(CrashingGateway gateway)
        {
            _gateway = gateway;
            _clients = [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(RunAsync))];
        }

        public int Batches => Volatile.Read(ref _batches);

        public bool Failed => _clients.Any(c => c.IsFaulted);

        /// <summary>Tokens of everything acknowledged.</summary>
        public async Task<long> EndAsync()
        {
            _ended = true;
            await Task.WhenAll(_clients);
            return _acknowledged;
        }

        private async Task RunAsync()
        {
            while (!_ended)
            {
                var first = Interlocked.Add(ref _next, BatchRows) - BatchRows;
                do
                    await BreatheAsync();
                while (!await TrySendAsync(first));
                Interlocked.Add(ref _acknowledged, Enumerable.Range(first, BatchRows).Sum(Weight));
                Interlocked.Increment(ref _batches);
            }
        }

        /// <summary>
        /// A client's network gives others their turn; without it, calls that complete at once and refusals that come at
        /// once would keep the thread pool to the clients.
        /// </summary>
        private static Task BreatheAsync() => Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);

        private async Task<bool> TrySendAsync(int first)
        {
            try
            {
                var pipeline = _gateway.Pipeline;
                var batch = pipeline.Rent();
                var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
                foreach (var n in Enumerable.Range(first, BatchRows))
                    batch.Add(Rows.Record($"c{n % 3}", $"r{n}", Weight(n), now));
                return await pipeline.SubmitAsync(batch, now) is SubmitResult.Accepted;
            }
            catch (Exception crash) when (crash is PowerCutException or ObjectDisposedException or InvalidOperationException)
            {
                return false;
            }
        }

        private static long Weight(int n) => 1 + ((n * 2654435761L) & 0xFFFFF);
    }
}
