using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>A segment as found on disk, before its entries are verified.</summary>
/// <param name="Header">Null when it does not verify; the name then says first sequence and journal.</param>
/// <param name="Length">Bytes of the file.</param>
internal sealed record SegmentFile(string Path, SegmentName Name, SegmentHeader? Header, long Length)
{
    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>The segments of a directory by first sequence; names that are none of the journal's go to <paramref name="problems"/>.</summary>
    public static List<SegmentFile> List(IFileSystem files, string directory, List<string> problems)
    {
        var found = new List<SegmentFile>();
        foreach (var file in files.Files(directory).Where(f => f.EndsWith(SegmentName.Extension, StringComparison.Ordinal)))
        {
            if (SegmentName.TryParse(file, out var name))
                found.Add(Inspect(files, System.IO.Path.Combine(directory, file), name));
            else
                problems.Add($"{file}: not a segment's name; the file is left alone");
        }
        found.Sort((a, b) => a.Name.First.CompareTo(b.Name.First));
        return found;
    }

    private static SegmentFile Inspect(IFileSystem files, string path, SegmentName name)
    {
        using var file = files.OpenRead(path);
        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        var read = file.Read(bytes, 0);
        var valid = SegmentHeader.TryRead(bytes[..read], out var header)
            && header.First == name.First && header.JournalId == name.JournalId;
        return new SegmentFile(path, name, valid ? header : null, file.Length);
    }
}
