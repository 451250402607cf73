using System.Globalization;
using System.Text;
using Plimsoll.Storage.Journal;
using Plimsoll.Storage.Tests.Faults;
using static Plimsoll.Storage.Tests.Journal.JournalBench;

namespace Plimsoll.Storage.Tests.Journal;

/// <summary>Every byte of a small journal of three segments is damaged in turn.</summary>
public sealed class JournalDamageTests : IAsyncLifetime
{
    private readonly JournalBench _bench = new();
    private readonly Dictionary<string, byte[]> _files = [];
    private Guid _id;

    public async Task InitializeAsync()
    {
        _bench.Options = _bench.Options with { SegmentBytes = 140 };
        await using (var log = _bench.Open())
        {
            _id = log.JournalId;
            for (var i = 1; i <= 6; i++)
                await FillAsync(log, Text(i));
        }
        foreach (var path in _bench.SegmentPaths())
            _files[path] = _bench.Disk.Read(path);
        Assert.Equal(3, _files.Count);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Flipped_byte_is_reported_with_its_place_and_costs_its_entry_alone()
    {
        foreach (var (path, content) in _files)
        {
            for (var at = 0; at < content.Length; at++)
            {
                var damaged = (byte[])content.Clone();
                damaged[at] ^= 0x40;
                await CheckAsync(path, at, damaged);
            }
        }
    }

    [Fact]
    public async Task Missing_byte_is_reported_with_its_place_and_costs_its_entry_alone()
    {
        foreach (var (path, content) in _files)
        {
            for (var at = 0; at < content.Length; at++)
                await CheckAsync(path, at, [.. content.AsSpan(0, at), .. content.AsSpan(at + 1)]);
        }
    }

    [Fact]
    public async Task Inserted_byte_is_reported_and_costs_its_entry_alone()
    {
        foreach (var (path, content) in _files)
        {
            for (var at = 0; at < content.Length; at++)
                await CheckAsync(path, at, [.. content.AsSpan(0, at), 0x5a, .. content.AsSpan(at)]);
        }
    }

    [Fact]
    public async Task Segment_cut_at_any_byte_keeps_what_stands_before()
    {
        foreach (var (path, content) in _files)
        {
            for (var length = 0; length < content.Length; length++)
            {
                await using var log = OpenWith(path, content[..length]);

                var lost = EntriesOf(path).Where(e => EndOf(path, e) > length).ToList();
                Assert.Equal(Enumerable.Range(1, 6).Except(lost), Numbers(log));
                // An end between two entries of the last segment is how an honest crash looks.
                var mayBeWhole = path == _files.Keys.Last() && EntriesOf(path).Any(e => EndOf(path, e - 1) == length);
                Assert.NotEqual(mayBeWhole, log.Recovery.NewJournal);
            }
        }
    }

    [Fact]
    public async Task Missing_segment_in_the_middle_is_reported()
    {
        Restore();
        _bench.Disk.Delete(_files.Keys.ElementAt(1));

        await using var log = _bench.Open();

        Assert.Equal([1, 2, 5, 6], Numbers(log));
        Assert.True(log.Recovery.NewJournal);
        Assert.Contains("missing", Assert.Single(log.Recovery.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zeros_at_the_end_are_a_torn_tail_and_no_problem()
    {
        var path = _files.Keys.Last();
        await using var log = OpenWith(path, [.. _files[path], .. new byte[5_000]]);

        Assert.Equal(5_000, log.Recovery.CutBytes);
        Assert.Contains($"{Path.GetFileName(path)} at byte {_files[path].Length}", log.Recovery.Cut, StringComparison.Ordinal);
        Assert.Empty(log.Recovery.Problems);
        Assert.Equal([1, 2, 3, 4, 5, 6], Numbers(log));
    }

    [Fact]
    public async Task Damage_of_an_earlier_journal_begins_no_other_one()
    {
        var path = _files.Keys.First();
        var damaged = (byte[])_files[path].Clone();
        damaged[^1] ^= 1;
        Guid second;
        await using (var log = OpenWith(path, damaged))
        {
            second = log.JournalId;
            await FillAsync(log, Text(7));
        }

        await using var again = _bench.Open();

        Assert.NotEqual(_id, second);
        Assert.Equal((second, false), (again.JournalId, again.Recovery.NewJournal));
        Assert.Single(again.Recovery.Problems);
        Assert.Equal([_id, _id, _id, _id, _id, second], again.ReadFrom(1).Select(e => e.JournalId));
        Assert.Equal([1, 3, 4, 5, 6, 7], Numbers(again));
    }

    [Fact]
    public async Task Bytes_made_to_look_like_an_entry_inside_a_payload_are_none()
    {
        var forged = new byte[EntryHeader.Size + 4];
        EntryHeader.Write(forged, 4, 2, 1);
        "evil"u8.CopyTo(forged.AsSpan(EntryHeader.Size));
        EntryHeader.WriteChecksum(forged, EntryHeader.Seed(Guid.NewGuid()));
        _bench.Disk = new SimulatedDisk();
        await using (var log = _bench.Open())
        {
            await log.Append(forged, _bench.NowMs).Durable;
            await FillAsync(log, Text(2));
        }
        var path = Assert.Single(_bench.SegmentPaths());
        var content = (byte[])_bench.Disk.Read(path).Clone();
        content[SegmentHeader.Size] ^= 1;
        _bench.Disk.Overwrite(path, content);

        await using var again = _bench.Open();

        Assert.Equal([Text(2)], Texts(again));
    }

    [Fact]
    public async Task Bytes_that_rot_while_the_journal_is_open_are_passed_over()
    {
        Restore();
        await using var log = _bench.Open();
        var path = _files.Keys.First();
        var damaged = (byte[])_files[path].Clone();
        damaged[^1] ^= 1;
        _bench.Disk.Overwrite(path, damaged);

        Assert.Equal([1, 3, 4, 5, 6], Numbers(log));
    }

    private static string Text(int number) => $"{number}".PadRight(20, '.');

    private static int Number(LogEntry entry) =>
        int.Parse(Encoding.UTF8.GetString(entry.Payload.Span).TrimEnd('.'), CultureInfo.InvariantCulture);

    private static List<int> Numbers(SegmentLog log) => [.. log.ReadFrom(1).Select(Number)];

    private async Task CheckAsync(string path, int at, byte[] damaged)
    {
        await using var log = OpenWith(path, damaged);

        var lost = EntriesOf(path).Where(e => at >= EndOf(path, e - 1) && at < EndOf(path, e)).ToList();
        Assert.Empty(Enumerable.Range(1, 6).Except(lost).Except(Numbers(log)));
        Assert.All(log.ReadFrom(1), e => Assert.Equal((_id, Number(e)), (e.JournalId, e.Sequence)));
        Assert.True(log.Recovery.NewJournal);
        Assert.NotEqual(_id, log.JournalId);
        AssertPlace(log.Recovery, path, at);
    }

    /// <summary>The report names the file and the byte where what holds the damage begins.</summary>
    private void AssertPlace(RecoveryReport report, string path, int at)
    {
        var starts = EntriesOf(path).Select(e => EndOf(path, e - 1)).Prepend(0);
        var start = starts.Last(s => s <= at);
        string?[] lines = [.. report.Problems, report.Cut];
        Assert.Contains(lines, line => line is not null
            && line.StartsWith($"{Path.GetFileName(path)} at byte ", StringComparison.Ordinal)
            && int.Parse(line.Split(' ')[3].TrimEnd(':'), CultureInfo.InvariantCulture) is var place
            && place >= start && place <= Math.Max(at, start) + 44);
    }

    /// <summary>Two entries stand in each segment.</summary>
    private IEnumerable<int> EntriesOf(string path)
    {
        var first = 2 * _files.Keys.ToList().IndexOf(path) + 1;
        return [first, first + 1];
    }

    private int EndOf(string path, int entry) =>
        SegmentHeader.Size + (entry - EntriesOf(path).First() + 1) * (EntryHeader.Size + 20);

    private SegmentLog OpenWith(string path, byte[] content)
    {
        Restore();
        _bench.Disk.Overwrite(path, content);
        return _bench.Open();
    }

    private void Restore()
    {
        var disk = new SimulatedDisk();
        disk.CreateDirectory(JournalBench.Directory);
        foreach (var (path, content) in _files)
            disk.Overwrite(path, content);
        _bench.Disk = disk;
    }
}
