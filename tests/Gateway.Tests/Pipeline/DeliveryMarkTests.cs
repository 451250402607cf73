using Plimsoll.Gateway.Pipeline;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Tests.Pipeline;

public sealed class DeliveryMarkTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plimsoll-mark");

    private string MarkPath => Path.Combine(_directory.FullName, "mark");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Mark_holds_for_the_journal_it_was_made_for()
    {
        var written = await AppendAsync(3);
        new DeliveryMark(written, 3, 2).Write(MarkPath);

        Assert.Equal(new DeliveryMark(written, 3, 2), await ReadAsync());
    }

    [Fact]
    public async Task Mark_holds_on_for_the_journal_that_follows_a_torn_one()
    {
        var written = await AppendAsync(3);
        new DeliveryMark(written, 2, 1).Write(MarkPath);
        TearLastEntry();

        var mark = await ReadAsync();

        Assert.Equal((2L, 1L), (mark.Covered, mark.Expired));
        Assert.NotEqual(written, mark.Journal);
    }

    [Fact]
    public async Task Mark_beyond_what_survived_holds_for_nothing()
    {
        new DeliveryMark(await AppendAsync(3), 3, 3).Write(MarkPath);
        TearLastEntry();

        Assert.Equal(0, (await ReadAsync()).Covered);
    }

    [Fact]
    public async Task Mark_of_the_journal_before_the_last_holds_for_nothing()
    {
        new DeliveryMark(await AppendAsync(3), 3, 3).Write(MarkPath);
        TearLastEntry();
        await AppendAsync(2);
        TearLastEntry();

        Assert.Equal(0, (await ReadAsync()).Covered);
    }

    [Fact]
    public async Task Mark_with_a_flipped_or_missing_byte_is_reported_and_holds_for_nothing()
    {
        new DeliveryMark(await AppendAsync(30), 20, 10).Write(MarkPath);
        var whole = File.ReadAllBytes(MarkPath);
        await using var log = Open();
        for (var at = 0; at < whole.Length; at++)
        {
            var flipped = (byte[])whole.Clone();
            flipped[at] ^= 1;
            foreach (var damaged in new byte[][] { flipped, whole[..at], [.. whole[..at], .. whole[(at + 1)..]] })
            {
                File.WriteAllBytes(MarkPath, damaged);

                Assert.Equal(new DeliveryMark(log.JournalId, 0, 0), DeliveryMark.Read(MarkPath, log, out var problem));
                Assert.StartsWith("mark at byte 0: ", problem, StringComparison.Ordinal);
            }
        }
    }

    private async Task<Guid> AppendAsync(int entries)
    {
        await using var log = Open();
        for (var i = 0; i < entries; i++)
            Assert.Equal(AppendOutcome.Durable, await log.Append("entry"u8, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()).Durable);
        return log.JournalId;
    }

    private async Task<DeliveryMark> ReadAsync()
    {
        await using var log = Open();
        return DeliveryMark.Read(MarkPath, log, out _);
    }

    private SegmentLog Open() => SegmentLog.Open(
        new SegmentLogOptions { Directory = Path.Combine(_directory.FullName, "journal") }, TimeProvider.System);

    private void TearLastEntry()
    {
        var last = new DirectoryInfo(Path.Combine(_directory.FullName, "journal")).GetFiles("*.segment").MaxBy(f => f.Name)!;
        using var file = last.OpenWrite();
        file.SetLength(file.Length - 1);
    }
}
