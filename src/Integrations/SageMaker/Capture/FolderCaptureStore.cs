using Plimsoll.SageMaker;
using Plimsoll.SageMaker.Capture;

namespace Plimsoll.Integrations.SageMaker.Capture;

/// <summary>A data capture in a folder and the folders below it.</summary>
internal sealed class FolderCaptureStore(string folder) : ICaptureStore
{
    /// <summary>Files that are looked at; a folder with more is no capture's.</summary>
    public const int MostFiles = 100_000;

    private static readonly EnumerationOptions s_deep = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    public Task<CloudAnswer<IReadOnlyList<CapturedObject>>> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Task.FromResult(Answered<IReadOnlyList<CapturedObject>>(() =>
        {
            var found = new DirectoryInfo(folder).EnumerateFiles("*.jsonl", s_deep).Take(MostFiles + 1).Select(Captured).ToList();
            return found.Count > MostFiles
                ? throw new IOException($"there are more than {MostFiles} files")
                : [.. found.Where(f => f.Modified >= from.ToUnixTimeSeconds() && f.Modified <= to.ToUnixTimeSeconds())];
        }));

    public Task<CloudAnswer<Stream>> OpenAsync(CapturedObject captured, long fromByte, CancellationToken cancellationToken) => Task.FromResult(Answered<Stream>(() =>
    {
        var stream = new FileStream(Path.Combine(folder, captured.Key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(fromByte, SeekOrigin.Begin);
        return stream;
    }));

    private CapturedObject Captured(FileInfo file) => new(
        Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeSeconds(), file.Length);

    private CloudAnswer<T> Answered<T>(Func<T> read)
    {
        try
        {
            return new CloudAnswer<T>.Done(read());
        }
        catch (UnauthorizedAccessException)
        {
            return new CloudAnswer<T>.Refused("no_access", $"the folder '{folder}' may not be read; give this process the right to, or correct the capture's directory");
        }
        catch (DirectoryNotFoundException)
        {
            return new CloudAnswer<T>.Refused("no_folder", $"there is no folder '{folder}'; make it, or correct the capture's directory");
        }
        catch (IOException)
        {
            return new CloudAnswer<T>.Later("file", null);
        }
    }
}
