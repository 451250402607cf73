using Microsoft.AspNetCore.Connections;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>One silo's connections, which can be cut off from everybody else's; the store stays in reach.</summary>
internal sealed class Network
{
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Cut() => _cut.TrySetResult();

    public void Guard(IConnectionBuilder connections) => connections.Use(next => async context =>
    {
        if (_cut.Task.IsCompleted)
            return;
        var done = next(context);
        if (await Task.WhenAny(done, _cut.Task) == _cut.Task)
            context.Abort();
        await done;
    });
}
