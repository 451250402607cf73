using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Rehearsal;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Hosting.Rehearsal;

/// <summary>The stage takes made-up records as the gateway takes real ones, and leaves nothing behind.</summary>
public sealed class RehearsalStageTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-rehearsal-");

    [Theory]
    [InlineData(RehearsalRecords.Few)]
    [InlineData(500)]
    public async Task Made_up_records_reach_components_of_the_stage_and_the_folder_is_gone_afterwards(int records)
    {
        await using (var stage = new RehearsalStage(new PlimsollOptions { DataDirectory = _data.FullName }, TimeProvider.System))
        {
            await stage.StartAsync(CancellationToken.None);
            await stage.ReadyAsync(CancellationToken.None);
            using var client = await RehearsalClient.ConnectAsync(stage.Address, CancellationToken.None);
            await client.PostAsync("/api/v1/records", RehearsalRecords.Lines(1, records, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()), CancellationToken.None);
            await RehearsalClient.GetAsync(stage.Address, "/metrics", CancellationToken.None);
            await Eventually.TrueAsync(async () => await CountedAsync(stage) == records, "all records are counted");
        }
        Assert.Empty(_data.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Nothing_of_the_gateway_beside_it_is_taken_over()
    {
        var options = new PlimsollOptions { DataDirectory = _data.FullName, ApiKeysFile = "/nowhere/keys.yaml", OtlpHttp = "127.0.0.1:4318" };
        await using var stage = new RehearsalStage(options, TimeProvider.System);
        var own = stage.Get<PlimsollOptions>();
        Assert.False(own.NeedsApiKey);
        Assert.Equal(["http://127.0.0.1:0"], own.Addresses);
    }

    [Fact]
    public async Task What_an_interrupted_rehearsal_left_is_removed()
    {
        _data.CreateSubdirectory("rehearsal/journal");
        File.WriteAllText(Path.Combine(_data.FullName, "rehearsal", "journal", "00.seg"), "left over");
        await using (new RehearsalStage(new PlimsollOptions { DataDirectory = _data.FullName }, TimeProvider.System))
        {
            Assert.False(File.Exists(Path.Combine(_data.FullName, "rehearsal", "journal", "00.seg")));
        }
        Assert.Empty(_data.EnumerateFileSystemInfos());
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static async Task<long> CountedAsync(RehearsalStage stage)
    {
        var directory = stage.Get<IComponentDirectory>();
        var counted = 0L;
        foreach (var name in await directory.ListNamesAsync())
            counted += (await directory.Get(name).GetViewAsync()).Requests;
        return counted;
    }
}
