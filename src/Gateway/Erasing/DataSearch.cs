namespace Plimsoll.Gateway.Erasing;

/// <summary>Looks for byte strings in every file below a directory.</summary>
internal sealed class DataSearch(string root, IReadOnlyList<byte[]> wanted)
{
    private const int WindowBytes = 1 << 20;

    /// <summary>Empty, and held by whoever owns its directory.</summary>
    private const string LockFile = "~lock";

    private readonly int _overlap = wanted.Max(w => w.Length) - 1;

    /// <param name="isNewer">Files that came after what is to be proved, by path.</param>
    /// <param name="progress">Told of each file.</param>
    /// <returns>One for each folder right below the directory, sorted; files that are not in any stand under <c>.</c>.</returns>
    public IReadOnlyList<SearchedPlace> Run(Predicate<string> isNewer, Action progress, CancellationToken stopping)
    {
        var places = new SortedDictionary<string, SearchedPlace>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(p => Path.GetFileName(p) != LockFile && !isNewer(p)))
        {
            stopping.ThrowIfCancellationRequested();
            if (Search(path) is not { } searched)
                continue;
            var place = PlaceOf(path);
            var before = places.GetValueOrDefault(place) ?? new SearchedPlace(place, 0, 0, 0);
            places[place] = before with { Files = before.Files + 1, Bytes = before.Bytes + searched.Bytes, Found = before.Found + searched.Found };
            progress();
        }
        return [.. places.Values];
    }

    private string PlaceOf(string path)
    {
        var relative = Path.GetRelativePath(root, path);
        var end = relative.IndexOf(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return end < 0 ? "." : relative[..end];
    }

    /// <summary>Null for a file that went away meanwhile.</summary>
    private (long Bytes, long Found)? Search(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Search(file);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private (long Bytes, long Found) Search(Microsoft.Win32.SafeHandles.SafeFileHandle file)
    {
        var buffer = new byte[WindowBytes + _overlap];
        var (at, kept, found) = (0L, 0, 0L);
        while (RandomAccess.Read(file, buffer.AsSpan(kept), at) is > 0 and var read)
        {
            at += read;
            found += Count(buffer.AsSpan(0, kept + read), kept);
            var length = kept + read;
            kept = Math.Min(_overlap, length);
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
        }
        return (at, found);
    }

    /// <summary>Occurrences that end beyond what was searched with the window before.</summary>
    private long Count(ReadOnlySpan<byte> window, int searched)
    {
        var found = 0L;
        foreach (var bytes in wanted)
            found += window[Math.Max(0, searched - bytes.Length + 1)..].Count(bytes);
        return found;
    }
}

/// <param name="Place">A folder of the data directory.</param>
/// <param name="Found">Places in which one of the wanted stands.</param>
internal sealed record SearchedPlace(string Place, int Files, long Bytes, long Found);
