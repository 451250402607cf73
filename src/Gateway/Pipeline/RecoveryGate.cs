using Plimsoll.ComponentHost;
using Plimsoll.Gateway.Hosting;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>Opens once the journal has been replayed: from then on traffic is taken and clocks tick.</summary>
internal sealed class RecoveryGate : IReadiness, IClockStart
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Ready => _opened.Task.IsCompleted;

    public string? Why => Ready ? null : "recovering from the journal";

    public Task Opened => _opened.Task;

    public void Open() => _opened.TrySetResult();
}
