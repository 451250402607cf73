using Microsoft.Win32.SafeHandles;

namespace Plimsoll.Storage.Files;

/// <summary>The operating system's files.</summary>
internal sealed class DiskFileSystem : IFileSystem
{
    private const string LockName = "~lock";

    public static DiskFileSystem Instance { get; } = new();

    public void CreateDirectory(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            return;
        var parent = Path.GetDirectoryName(full);
        if (parent is not null)
            CreateDirectory(parent);
        Directory.CreateDirectory(full);
        if (parent is not null)
            FlushDirectory(parent);
    }

    public IReadOnlyList<string> Files(string directory) =>
        Directory.Exists(directory) ? [.. Directory.EnumerateFiles(directory).Select(p => Path.GetFileName(p))] : [];

    public IReadOnlyList<string> Directories(string directory) =>
        Directory.Exists(directory) ? [.. Directory.EnumerateDirectories(directory).Select(p => Path.GetFileName(p))] : [];

    public IStorageFile Create(string path, long reserve = 0)
    {
        if (reserve <= 0)
            return new DiskFile(OpenCreated(path, 0));
        try
        {
            return new DiskFile(OpenCreated(path, reserve));
        }
        catch (IOException)
        {
            // The disk may hold what will be written though not all that was wished for; if not, this throws.
            return new DiskFile(OpenCreated(path, 0));
        }
    }

    public IStorageFile OpenRead(string path) =>
        new DiskFile(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    public IStorageFile OpenWrite(string path) =>
        new DiskFile(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void RenameDirectory(string from, string to) => Directory.Move(from, to);

    public void Delete(string path) => File.Delete(path);

    public void DeleteDirectory(string path) => Directory.Delete(path, recursive: true);

    public void FlushDirectory(string path) => DirectoryFlush.Flush(path);

    public IDisposable Lock(string directory)
    {
        var path = Path.Combine(directory, LockName);
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (DiskFailure.IsHeldByAnother(e))
        {
            throw new DirectoryInUseException(Path.GetFullPath(directory), e);
        }
    }

    private static SafeFileHandle OpenCreated(string path, long reserve) =>
        File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.None, reserve);
}
