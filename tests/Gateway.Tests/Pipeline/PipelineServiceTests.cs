using System.Diagnostics.Metrics;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Storage.Tests.Faults;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Pipeline;

public class PipelineServiceTests
{
    [Fact]
    public async Task Journal_that_breaks_down_leaves_nobody_waiting_and_ends_the_process()
    {
        await using var gateway = new CrashingGateway();
        await gateway.StartAsync();
        gateway.Disk.CutPower();

        await Assert.ThrowsAsync<PowerCutException>(() => SubmitAsync(gateway, "1"));

        Assert.IsType<SubmitResult.Unavailable>(await SubmitAsync(gateway, "1"));
        Assert.IsType<SubmitResult.Unavailable>(await SubmitAsync(gateway, "2"));
        await Eventually.TrueAsync(() => gateway.Work.IsFaulted, "the host is stopped");
    }

    [Fact]
    public async Task Mark_that_the_disk_refused_is_written_once_it_takes_it()
    {
        await using var gateway = new CrashingGateway();
        await gateway.StartAsync();
        var (mark, draft) = (Path.Combine(gateway.DataDirectory, "delivery.mark"), Path.Combine(gateway.DataDirectory, "delivery.mark.new"));
        var refused = 0L;
        using var listener = new MeterListener { InstrumentPublished = (i, l) => { if (i.Name == "plimsoll_gateway_delivery_marks_refused") l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<long>((_, n, _, _) => Interlocked.Add(ref refused, n));
        listener.Start();
        Directory.CreateDirectory(draft);
        var before = await File.ReadAllTextAsync(mark);
        Assert.IsType<SubmitResult.Accepted>(await SubmitAsync(gateway, "1"));
        await Eventually.TrueAsync(() => Interlocked.Read(ref refused) > 0, "the mark is refused");
        Assert.Equal(before, await File.ReadAllTextAsync(mark));

        Directory.Delete(draft);

        await Eventually.TrueAsync(async () => await File.ReadAllTextAsync(mark) != before, "the mark is written");
        Assert.False(gateway.Work.IsCompleted);
    }

    private static async Task<SubmitResult> SubmitAsync(CrashingGateway gateway, string id)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var batch = gateway.Pipeline.Rent();
        batch.Add(Rows.Record("chat", id, 1, now));
        return await gateway.Pipeline.SubmitAsync(batch, now).AsTask().WaitAsync(Eventually.DefaultDeadline, TimeProvider.System);
    }
}
