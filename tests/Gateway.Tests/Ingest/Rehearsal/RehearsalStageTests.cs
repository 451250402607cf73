using Microsoft.AspNetCore.Http;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Ingest.Json;
using Plimsoll.Gateway.Ingest.Rehearsal;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.Rehearsal;

/// <summary>The stage takes made-up records as the gateway takes real ones, and leaves nothing behind.</summary>
public sealed class RehearsalStageTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-rehearsal-");

    [Fact]
    public async Task Made_up_records_reach_components_of_the_stage_and_the_folder_is_gone_afterwards()
    {
        var options = new PlimsollOptions { DataDirectory = _data.FullName };
        await using (var stage = new RehearsalStage(options, TimeProvider.System))
        {
            await stage.StartAsync(CancellationToken.None);
            await Eventually.TrueAsync(() => stage.Get<IEnumerable<IReadiness>>().All(p => p.Ready), "the stage is ready");
            var format = new JsonFormat(TelemetryKind.Inference, "records", stage.Get<DecoderPool>(), options.Ingest);
            await stage.Get<IngestFlow>().RunAsync(Request(), format);
            await Eventually.TrueAsync(async () => await CountedAsync(stage) == RehearsalRecords.Count, "all records are counted");
        }
        Assert.Empty(_data.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task What_an_interrupted_rehearsal_left_is_removed()
    {
        _data.CreateSubdirectory("rehearsal/journal");
        File.WriteAllText(Path.Combine(_data.FullName, "rehearsal", "journal", "00.seg"), "left over");
        await using (new RehearsalStage(new PlimsollOptions { DataDirectory = _data.FullName }, TimeProvider.System))
        {
        }
        Assert.Empty(_data.EnumerateFileSystemInfos());
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static DefaultHttpContext Request()
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/x-ndjson";
        context.Request.Body = new MemoryStream(RehearsalRecords.Lines(1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
        return context;
    }

    private static async Task<long> CountedAsync(RehearsalStage stage)
    {
        var directory = stage.Get<IComponentDirectory>();
        var counted = 0L;
        foreach (var name in await directory.ListNamesAsync())
            counted += (await directory.Get(name).GetViewAsync()).Requests;
        return counted;
    }
}
