using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Tests.Faults;

/// <summary>
/// A disk in memory that keeps what was flushed and may lose the rest: bytes of files and names in directories.
/// Its power can be cut and its operations made to fail.
/// </summary>
internal sealed partial class SimulatedDisk : IFileSystem
{
    private const int NoSpace = 28;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _directories;
    private readonly HashSet<string> _locked = [];
    private Dictionary<string, SimulatedFile> _names;
    private Dictionary<string, SimulatedFile> _durableNames;
    private bool _off;

    public SimulatedDisk()
        : this([], [], [])
    {
    }

    private SimulatedDisk(
        IEnumerable<string> directories, Dictionary<string, SimulatedFile> names, Dictionary<string, SimulatedFile> durableNames) =>
        (_directories, _names, _durableNames) = ([.. directories], names, durableNames);

    /// <summary>Called before every operation with its path; what it throws is the operation's failure.</summary>
    public Action<DiskOperation, string>? Before { get; set; }

    /// <summary>Called before a file's flush, outside the disk's lock: it may wait.</summary>
    public Action? BeforeFlush { get; set; }

    /// <summary>Bytes that all files together may have; a write beyond is cut short and fails.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    /// <summary>Bytes of the next write that still reach the file before it fails; null for no failure.</summary>
    public int? NextWriteKeeps { get; set; }

    /// <summary>Called with the bytes of every write.</summary>
    public Action<int>? Wrote { get; set; }

    public int Operations { get; private set; }

    public byte[] Read(string path)
    {
        lock (_lock)
            return _names[path].Live;
    }

    public void Overwrite(string path, byte[] content)
    {
        lock (_lock)
            _names[path] = _durableNames[path] = new SimulatedFile(content, content);
    }

    public IReadOnlyList<string> AllFiles()
    {
        lock (_lock)
            return [.. _names.Keys.Order(StringComparer.Ordinal)];
    }

    public void CreateDirectory(string path) => Run(DiskOperation.CreateDirectory, path, () =>
    {
        for (var at = path; !string.IsNullOrEmpty(at); at = Path.GetDirectoryName(at))
            _directories.Add(at);
    });

    public IReadOnlyList<string> Files(string directory)
    {
        lock (_lock)
            return [.. _names.Keys.Where(p => Path.GetDirectoryName(p) == directory).Select(p => Path.GetFileName(p))];
    }

    public IReadOnlyList<string> Directories(string directory)
    {
        lock (_lock)
            return [.. _directories.Where(p => Path.GetDirectoryName(p) == directory).Select(p => Path.GetFileName(p))];
    }

    public IStorageFile Create(string path, long reserve = 0)
    {
        Run(DiskOperation.Create, path, () => _names[path] = new SimulatedFile([], []));
        return new Handle(this, path, _names[path]);
    }

    public IStorageFile OpenRead(string path) => OpenWrite(path);

    public IStorageFile OpenWrite(string path)
    {
        lock (_lock)
        {
            Check(DiskOperation.Open, path);
            return _names.TryGetValue(path, out var file)
                ? new Handle(this, path, file)
                : throw new FileNotFoundException("There is no such file", path);
        }
    }

    public void Rename(string from, string to) => Run(DiskOperation.Rename, from, () =>
    {
        _names.Remove(from, out var file);
        _names[to] = file!;
    });

    public void RenameDirectory(string from, string to) => Run(DiskOperation.Rename, from, () =>
    {
        // Taken as durable at once, the harder case for what follows it.
        _directories.Remove(from);
        _directories.Add(to);
        _names = Moved(_names, from, to);
        _durableNames = Moved(_durableNames, from, to);
    });

    public void Delete(string path) => Run(DiskOperation.Delete, path, () => _names.Remove(path));

    public void DeleteDirectory(string path)
    {
        foreach (var file in Files(path))
            Delete(Path.Combine(path, file));
        Run(DiskOperation.Delete, path, () => _directories.Remove(path));
    }

    public void FlushDirectory(string path) => Run(DiskOperation.FlushDirectory, path, () =>
    {
        foreach (var gone in _durableNames.Keys.Where(p => Path.GetDirectoryName(p) == path).ToList())
            _durableNames.Remove(gone);
        foreach (var (name, file) in _names.Where(n => Path.GetDirectoryName(n.Key) == path))
            _durableNames[name] = file;
    });

    public IDisposable Lock(string directory)
    {
        lock (_lock)
            return _locked.Add(directory) ? new Release(this, directory) : throw new DirectoryInUseException(directory);
    }

    private static Dictionary<string, SimulatedFile> Moved(Dictionary<string, SimulatedFile> names, string from, string to) =>
        names.ToDictionary(
            n => Path.GetDirectoryName(n.Key) == from ? Path.Combine(to, Path.GetFileName(n.Key)) : n.Key, n => n.Value);

    private void Run(DiskOperation operation, string path, Action action)
    {
        lock (_lock)
        {
            Check(operation, path);
            action();
        }
    }

    private void Check(DiskOperation operation, string path)
    {
        if (_off)
            throw new PowerCutException();
        Operations++;
        Before?.Invoke(operation, path);
        if (_off)
            throw new PowerCutException();
    }

    private void Write(SimulatedFile file, string path, byte[] bytes, long offset) => Run(DiskOperation.Write, path, () =>
    {
        var room = Capacity - _names.Values.Sum(f => (long)f.Live.Length) + Math.Max(0, file.Live.Length - offset);
        var kept = (int)Math.Clamp(Math.Min(NextWriteKeeps ?? bytes.Length, room), 0, bytes.Length);
        NextWriteKeeps = null;
        file.Write(bytes.AsSpan(0, kept), offset);
        Wrote?.Invoke(kept);
        if (kept < bytes.Length)
            throw new IOException("No space left on device", NoSpace);
    });

    private sealed class Release(SimulatedDisk disk, string directory) : IDisposable
    {
        public void Dispose()
        {
            lock (disk._lock)
                disk._locked.Remove(directory);
        }
    }

    private sealed class Handle(SimulatedDisk disk, string path, SimulatedFile file) : IStorageFile
    {
        public long Length => file.Live.Length;

        public int Read(Span<byte> destination, long offset)
        {
            var live = file.Live;
            var count = (int)Math.Clamp(live.Length - offset, 0, destination.Length);
            live.AsSpan((int)Math.Min(offset, live.Length), count).CopyTo(destination);
            return count;
        }

        public void Write(ReadOnlySpan<byte> bytes, long offset) => disk.Write(file, path, bytes.ToArray(), offset);

        public void Flush()
        {
            disk.BeforeFlush?.Invoke();
            disk.Run(DiskOperation.Flush, path, file.Flush);
        }

        public void SetLength(long length) => disk.Run(DiskOperation.SetLength, path, () => file.SetLength(length));

        public void Dispose()
        {
        }
    }
}
