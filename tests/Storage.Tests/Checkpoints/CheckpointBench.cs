using System.Text;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Tests.Faults;

namespace Plimsoll.Storage.Tests.Checkpoints;

/// <summary>A store on a simulated disk, with states and blocks as text.</summary>
internal sealed class CheckpointBench
{
    public const string Root = "/checkpoints";
    public const string Key = "model";

    public SimulatedDisk Disk { get; set; } = new();

    public FileCheckpointStore Open() => FileCheckpointStore.Open(Root, Disk);

    public static ValueTask<CommitResult> CommitAsync(
        FileCheckpointStore store, long expected, string state, (string Name, string Text)[] written, params string[] removed) =>
        store.CommitAsync(
            Key,
            new CheckpointCommit(
                expected, Encoding.UTF8.GetBytes(state), [.. written.Select(w => new BlockWrite(w.Name, Encoding.UTF8.GetBytes(w.Text)))], removed),
            default);

    public static async Task CommittedAsync(
        FileCheckpointStore store, long expected, string state, (string Name, string Text)[] written, params string[] removed) =>
        Assert.IsType<CommitResult.Committed>(await CommitAsync(store, expected, state, written, removed));

    /// <summary>All of a version in one line: number, state, blocks.</summary>
    public static async Task<string> ShowAsync(FileCheckpointStore store)
    {
        if (await store.ReadHeadAsync(Key, default) is not { } head)
            return "none";
        var names = head.Blocks.Order(StringComparer.Ordinal).ToList();
        var blocks = await store.ReadBlocksAsync(head, names, default);
        var shown = names.Zip(blocks, (name, bytes) => $"{name}={Encoding.UTF8.GetString(bytes.Span)}");
        return $"{head.Version} {Encoding.UTF8.GetString(head.State.Span)} {string.Join(' ', shown)}";
    }

    public List<string> VersionPaths() => [.. Disk.AllFiles().Where(p => p.EndsWith(".checkpoint", StringComparison.Ordinal))];
}
