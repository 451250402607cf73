using Plimsoll.Gateway.Interactions.Search;

namespace Plimsoll.Gateway.Tests.Interactions.Index;

public sealed class IndexShelfTests
{
    [Fact]
    public async Task Finished_segments_have_files_that_serve_after_a_restart()
    {
        await using var rig = new LogRig(8 << 10);
        await Requests.AppendAsync(rig, 500);
        rig.Search(new InteractionQuery { RequestId = "r-none" });
        var files = rig.IndexFiles;
        Assert.Equal(rig.Log.Segments().Count - 1, files.Length);
        rig.Restart();
        var found = rig.Search(new InteractionQuery { RequestId = "r-5" });
        Assert.Single(found.Found);
        Assert.True(found.ScannedBytes < rig.Log.Bytes / 2, $"{found.ScannedBytes} of {rig.Log.Bytes}: the files were not used");
    }

    [Fact]
    public async Task Any_flipped_or_missing_byte_of_an_index_costs_its_making_and_no_row()
    {
        await using var rig = new LogRig(1 << 10);
        await Requests.AppendAsync(rig, 60);
        await rig.AppendAsync(Requests.Number(1000));
        rig.Search(new InteractionQuery { RequestId = "r-none" });
        var file = rig.IndexFiles.Order(StringComparer.Ordinal).First();
        var good = await File.ReadAllBytesAsync(file);
        for (var at = 0; at < good.Length; at += 7)
        {
            var bad = (byte[])good.Clone();
            bad[at] ^= 0x10;
            await FindsAllAsync(rig, file, bad);
            await FindsAllAsync(rig, file, good[..at]);
        }
        Assert.Equal(good, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task Sweep_leaves_the_indexes_of_present_segments_only()
    {
        await using var rig = new LogRig(8 << 10);
        await Requests.AppendAsync(rig, 500);
        rig.Search(new InteractionQuery { RequestId = "r-none" });
        var files = rig.IndexFiles.Order(StringComparer.Ordinal).ToArray();
        Assert.True(files.Length > 2);
        rig.Shelf.Sweep([.. rig.Log.Segments().Skip(2)]);
        Assert.Equal(files.Skip(2), rig.IndexFiles.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Disk_that_refuses_indexes_leaves_the_log_searchable()
    {
        await using var rig = new LogRig(8 << 10);
        await Requests.AppendAsync(rig, 300);
        await File.WriteAllTextAsync(rig.IndexDirectory, "a file where the directory should be");
        Assert.Single(rig.Search(new InteractionQuery { RequestId = "r-5" }).Found);
        Assert.Single(rig.Search(new InteractionQuery { RequestId = "r-5" }).Found);
    }

    private static async Task FindsAllAsync(LogRig rig, string file, byte[] content)
    {
        await File.WriteAllBytesAsync(file, content);
        rig.Restart();
        foreach (var n in new[] { 0, 31, 59 })
            Assert.Single(rig.Search(new InteractionQuery { RequestId = Requests.Id(n) }).Found);
    }
}
