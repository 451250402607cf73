using BenchmarkDotNet.Attributes;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Bench.Micro;

/// <summary>An entry of 64 KiB appended and committed, with the disk's flush and without.</summary>
public class JournalAppending
{
    private readonly byte[] _entry = new byte[64 << 10];
    private DirectoryInfo _directory = null!;
    private SegmentLog _log = null!;

    [Params(true, false)]
    public bool Fsync { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _directory = Directory.CreateTempSubdirectory("plimsoll-bench-");
        _log = SegmentLog.Open(new SegmentLogOptions { Directory = _directory.FullName, Fsync = Fsync, MaxBytes = 1L << 29, Retention = TimeSpan.FromHours(1) }, TimeProvider.System);
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _log.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Benchmark]
    public async Task<AppendOutcome> AppendAndCommit()
    {
        var pending = _log.AppendWaiting(_entry, 1);
        _log.CommitWaiting();
        if (pending.Sequence % 1_000 == 0)
            _log.RemoveCovered(pending.Sequence);
        return await pending.Durable;
    }
}
