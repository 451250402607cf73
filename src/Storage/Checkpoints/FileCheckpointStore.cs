using System.Runtime.CompilerServices;
using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Checkpoints;

/// <summary>Checkpoints as files under one directory, which one process owns at a time.</summary>
public sealed class FileCheckpointStore : ICheckpointStore, IDisposable
{
    private const int Stripes = 64;
    private const string Erased = "~erased-";

    private readonly IFileSystem _files;
    private readonly string _root;
    private readonly IDisposable _ownership;
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    private FileCheckpointStore(IFileSystem files, string root, IDisposable ownership) =>
        (_files, _root, _ownership) = (files, root, ownership);

    /// <exception cref="DirectoryInUseException">Another process owns the directory.</exception>
    public static FileCheckpointStore Open(string directory) => Open(directory, DiskFileSystem.Instance);

    internal static FileCheckpointStore Open(string directory, IFileSystem files)
    {
        files.CreateDirectory(directory);
        var store = new FileCheckpointStore(files, directory, files.Lock(directory));
        DiskFailure.Tolerate(store.DeleteErased);
        return store;
    }

    public ValueTask<CheckpointHead?> ReadHeadAsync(string key, CancellationToken cancellationToken) =>
        InTurnAsync(key, directory => directory.ReadHead(), cancellationToken);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBlocksAsync(
        CheckpointHead head, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var manifest = head.Tag as CheckpointManifest ?? throw new ArgumentException("The head is none of this store's", nameof(head));
        return InTurnAsync(head.Key, directory => directory.ReadBlocks(manifest, names), cancellationToken);
    }

    public ValueTask<CommitResult> CommitAsync(string key, CheckpointCommit commit, CancellationToken cancellationToken) =>
        InTurnAsync(key, directory => Commit(directory, key, commit), cancellationToken);

    public async IAsyncEnumerable<string> ListKeysAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var key in await Task.Run(() => Keys(_root, "").ToList(), cancellationToken))
            yield return key;
    }

    public async ValueTask DeleteAsync(string key, CancellationToken cancellationToken) =>
        await InTurnAsync(key, _ => Erase(Path.Combine(_root, KeyPath.Of(key))), cancellationToken);

    public void Dispose()
    {
        _ownership.Dispose();
        foreach (var stripe in _stripes)
            stripe.Dispose();
    }

    private static CommitResult Commit(CheckpointDirectory directory, string key, CheckpointCommit commit)
    {
        try
        {
            var current = directory.ReadManifest() ?? CheckpointManifest.None(key);
            if (current.Version != commit.ExpectedVersion)
                return new CommitResult.Conflict(current.Version);
            return new CommitResult.Committed(directory.Commit(current, commit).ToHead());
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            return new CommitResult.Unavailable(DiskFailure.Reason(e));
        }
    }

    /// <summary>Goes by a rename first: a half-deleted directory must not show an older version.</summary>
    private bool Erase(string path)
    {
        if (_files.Files(path).Count == 0)
            return false;
        var erased = Path.Combine(_root, Erased + Guid.NewGuid().ToString("N"));
        _files.RenameDirectory(path, erased);
        _files.FlushDirectory(Path.GetDirectoryName(path)!);
        _files.FlushDirectory(_root);
        _files.DeleteDirectory(erased);
        return true;
    }

    private void DeleteErased()
    {
        foreach (var name in _files.Directories(_root).Where(d => d.StartsWith(Erased, StringComparison.Ordinal)))
            _files.DeleteDirectory(Path.Combine(_root, name));
    }

    private IEnumerable<string> Keys(string directory, string before)
    {
        foreach (var name in _files.Directories(directory).Where(n => !n.StartsWith(KeyPath.Continues)))
        {
            var path = Path.Combine(directory, name);
            if (name.EndsWith(KeyPath.Continues))
            {
                foreach (var key in Keys(path, before + name[..^1]))
                    yield return key;
            }
            else if (CheckpointDirectory.HasVersion(_files.Files(path)) && KeyPath.KeyOf(before + name) is { } key)
            {
                yield return key;
            }
        }
    }

    /// <summary>One at a time for a key, and off the caller's thread: the disk may be slow.</summary>
    private async ValueTask<T> InTurnAsync<T>(string key, Func<CheckpointDirectory, T> work, CancellationToken cancellationToken)
    {
        var directory = new CheckpointDirectory(_files, key, Path.Combine(_root, KeyPath.Of(key)));
        var stripe = _stripes[(uint)key.GetHashCode(StringComparison.Ordinal) % Stripes];
        await stripe.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => work(directory), CancellationToken.None);
        }
        finally
        {
            stripe.Release();
        }
    }
}
