using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>What takes the place of an entry's payload, of the same length; null to keep it.</summary>
public delegate ReadOnlyMemory<byte>? EntryRewrite(in LogEntry entry);

/// <summary>
/// Makes a finished segment anew beside the old and renames it over it. All lengths stay, so that readers under way, and
/// whoever remembers offsets, read the one or the other.
/// </summary>
internal sealed class SegmentRewriter(IFileSystem files, LogSegment segment, EntryRewrite rewrite) : IDisposable
{
    private const string Extension = ".rewrite";
    private const int CopyBytes = 1 << 20;

    private readonly string _draftPath = segment.Path + Extension;
    private readonly uint _seed = EntryHeader.Seed(segment.JournalId);
    private IStorageFile? _draft;
    private int _changes;

    public static int Run(IFileSystem files, SegmentSet segments, LogSegment segment, EntryRewrite rewrite, Action publishing)
    {
        if (segment.IsLast)
            throw new ArgumentException($"The segment of entry {segment.First} is still being written", nameof(segment));
        using var rewriter = new SegmentRewriter(files, segment, rewrite);
        if (!rewriter.Write())
            return 0;
        publishing();
        return segments.Replace(segment.Path, rewriter._draftPath) ? rewriter._changes : 0;
    }

    /// <summary>What a crash left behind.</summary>
    public static void DeleteDrafts(IFileSystem files, string directory)
    {
        foreach (var name in files.Files(directory).Where(n => n.EndsWith(Extension, StringComparison.Ordinal)))
            files.Delete(Path.Combine(directory, name));
    }

    public void Dispose()
    {
        _draft?.Dispose();
        if (files.Files(Path.GetDirectoryName(_draftPath)!).Contains(Path.GetFileName(_draftPath)))
            DiskFailure.Tolerate(() => files.Delete(_draftPath));
    }

    /// <summary>False when nothing is to be changed.</summary>
    private bool Write()
    {
        using var source = SegmentReader.OpenUnlessRemoved(files, segment.Path);
        if (source is null)
            return false;
        var scanner = new SegmentScanner(
            new FileWindow(source, segment.Bytes), segment.JournalId, LogSegment.StartOffset, segment.First - 1);
        while (scanner.MoveNext())
        {
            if (scanner.Current.IsEntry)
                Rewrite(source, scanner.Current);
            else
                Clear(source, scanner.Current.Offset, (int)(scanner.Current.End - scanner.Current.Offset));
        }
        _draft?.Flush();
        return _changes > 0;
    }

    private void Rewrite(IStorageFile source, ScanStep step)
    {
        if (rewrite(new LogEntry(segment.JournalId, step.Sequence, step.ReceivedMs, step.Payload)) is not { } payload)
            return;
        if (payload.Length != step.Payload.Length)
            throw new ArgumentException($"Entry {step.Sequence} has {step.Payload.Length} bytes, not {payload.Length}");
        var entry = new byte[EntryHeader.Size + payload.Length];
        EntryHeader.Write(entry, payload.Length, step.Sequence, step.ReceivedMs);
        payload.Span.CopyTo(entry.AsSpan(EntryHeader.Size));
        EntryHeader.WriteChecksum(entry, _seed);
        Put(source, step.Offset, entry);
    }

    private void Clear(IStorageFile source, long offset, int length)
    {
        var damaged = new byte[length];
        source.Read(damaged, offset);
        if (damaged.AsSpan().ContainsAnyExcept((byte)0))
            Put(source, offset, new byte[length]);
    }

    private void Put(IStorageFile source, long offset, byte[] bytes)
    {
        _draft ??= Copy(source);
        _draft.Write(bytes, offset);
        _changes++;
    }

    private IStorageFile Copy(IStorageFile source)
    {
        var draft = files.Create(_draftPath, segment.Bytes);
        var buffer = new byte[CopyBytes];
        for (var at = 0L; at < segment.Bytes;)
        {
            var read = source.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, segment.Bytes - at)), at);
            if (read == 0)
                throw new EndOfStreamException($"{segment.Path} ends at byte {at}, before its {segment.Bytes} bytes");
            draft.Write(buffer.AsSpan(0, read), at);
            at += read;
        }
        return draft;
    }
}
