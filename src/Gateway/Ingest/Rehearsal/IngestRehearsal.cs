using System.Text.Json;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Ingest.Json;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.Query;
using Plimsoll.Gateway.Query.Answers;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Rehearsal;

/// <summary>
/// Right after the start, sends made-up records the whole way from a request's body through the journal to components,
/// on a stage of its own, so that the way in is compiled and optimised before the backlog of a restart arrives. Ends at
/// once when real traffic comes.
/// </summary>
internal sealed partial class IngestRehearsal(PlimsollOptions options, Backlog backlog, TimeProvider time, ILogger<IngestRehearsal> logger) : BackgroundService
{
    /// <summary>A method is optimised after 4,000 calls; this many requests also optimise what runs once a request.</summary>
    private const int Requests = 4_200;

    /// <summary>Leaves the first moments to the start itself.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(1);

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
            await LookAsync(stage.Get<IComponentDirectory>());
        }
        catch (IOException trouble)
        {
            LogSkipped(trouble);
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
    }

    private async Task PlayAsync(RehearsalStage stage, CancellationToken stoppingToken)
    {
        var parts = stage.Get<IEnumerable<IReadiness>>().ToArray();
        while (parts.Any(p => !p.Ready))
            await Task.Delay(TimeSpan.FromMilliseconds(10), time, stoppingToken);
        var flow = stage.Get<IngestFlow>();
        var format = new JsonFormat(TelemetryKind.Inference, "records", stage.Get<DecoderPool>(), options.Ingest);
        for (var round = 0; round < Requests && backlog.Bytes == 0 && !stoppingToken.IsCancellationRequested; round++)
            await flow.RunAsync(Request(round), format);
    }

    /// <summary>The first look at what came in is compiled too.</summary>
    private static async Task LookAsync(IComponentDirectory directory)
    {
        foreach (var name in await directory.ListNamesAsync())
            JsonSerializer.SerializeToUtf8Bytes(ComponentDetail.Of(await directory.Get(name).GetViewAsync()), QueryJson.Default.ComponentDetail);
    }

    private DefaultHttpContext Request(int round)
    {
        var body = RehearsalRecords.Lines(round, time.GetUtcNow().ToUnixTimeMilliseconds());
        var context = new DefaultHttpContext { Response = { Body = Stream.Null } };
        context.Request.ContentType = "application/x-ndjson";
        context.Request.ContentLength = body.Length;
        context.Request.Body = new MemoryStream(body);
        return context;
    }
}
