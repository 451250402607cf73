namespace Plimsoll.Storage.Files;

/// <summary>
/// The file operations that durability rests on. Failures are <see cref="IOException"/> or
/// <see cref="UnauthorizedAccessException"/>.
/// </summary>
internal interface IFileSystem
{
    /// <summary>Makes the directory and those above it; the new names are durable.</summary>
    void CreateDirectory(string path);

    /// <summary>Names of the files in a directory; none when it does not exist.</summary>
    IReadOnlyList<string> Files(string directory);

    /// <summary>Names of the directories in a directory; none when it does not exist.</summary>
    IReadOnlyList<string> Directories(string directory);

    /// <summary>A new file, or an emptied one, for reading and writing.</summary>
    /// <param name="reserve">Bytes to reserve on the disk ahead of writing; the file stays empty. A wish, not a condition.</param>
    IStorageFile Create(string path, long reserve = 0);

    IStorageFile OpenRead(string path);

    /// <summary>An existing file for reading and writing.</summary>
    IStorageFile OpenWrite(string path);

    /// <summary>Replaces what stands at <paramref name="to"/>, atomically when both are files.</summary>
    void Rename(string from, string to);

    void RenameDirectory(string from, string to);

    void Delete(string path);

    void DeleteDirectory(string path);

    /// <summary>Makes the names in a directory durable: files made, renamed and deleted.</summary>
    void FlushDirectory(string path);

    /// <summary>Holds a directory for this process until disposed.</summary>
    /// <exception cref="DirectoryInUseException">Another holds it.</exception>
    IDisposable Lock(string directory);
}

internal interface IStorageFile : IDisposable
{
    long Length { get; }

    /// <summary>Bytes read, fewer than asked only at the end of the file.</summary>
    int Read(Span<byte> destination, long offset);

    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Returns when all that was written is durable. After a failure nothing since the last success may be taken as durable.</summary>
    void Flush();

    /// <summary>Cuts or extends the file and gives back what was reserved beyond its end.</summary>
    void SetLength(long length);
}
