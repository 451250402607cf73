using System.Net.Sockets;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Hosting.Rehearsal;

/// <summary>
/// Right after the start, sends made-up records the whole way from a connection through the journal to components, on a
/// stage of its own, so that the way in is compiled and optimised before the backlog of a restart arrives. Ends at once
/// when real traffic comes.
/// </summary>
internal sealed partial class StartRehearsal(PlimsollOptions options, Backlog backlog, TimeProvider time, ILogger<StartRehearsal> logger) : BackgroundService
{
    /// <summary>A method is optimised after so many calls (Gateway.csproj), once to be measured and once for good; this also optimises what runs once a request.</summary>
    private const int Requests = 4_200;

    private const int ManyRecords = 200;

    /// <summary>Every so manieth request is as large as those of a client that gathers.</summary>
    private const int LargeEvery = 10;

    /// <summary>Leaves the first moments to the start itself.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(1);

    private static readonly string[] Pages = ["/api/v1/components", "/api/v1/components/rehearsal-0", "/metrics", "/"];

    private static int s_done;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What is compiled stays so for the process.
        if (Interlocked.Exchange(ref s_done, 1) == 1)
            return;
        await Task.Delay(AfterStart, time, stoppingToken);
        try
        {
            await using var stage = new RehearsalStage(options, time);
            await stage.StartAsync(stoppingToken);
            await PlayAsync(stage, stoppingToken);
        }
        catch (Exception trouble) when (trouble is IOException or SocketException)
        {
            LogSkipped(trouble);
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
    }

    private async Task PlayAsync(RehearsalStage stage, CancellationToken stoppingToken)
    {
        await stage.ReadyAsync(stoppingToken);
        using var client = await RehearsalClient.ConnectAsync(stage.Address, stoppingToken);
        for (var round = 0; round < Requests && backlog.Bytes == 0; round++)
        {
            var records = round % LargeEvery == 0 ? ManyRecords : RehearsalRecords.Few;
            await client.PostAsync("/api/v1/records", RehearsalRecords.Lines(round, records, time.GetUtcNow().ToUnixTimeMilliseconds()), stoppingToken);
        }
        foreach (var page in Pages)
            await RehearsalClient.GetAsync(stage.Address, page, stoppingToken);
    }
}
