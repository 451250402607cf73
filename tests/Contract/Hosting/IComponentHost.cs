using Plimsoll.Alerting.Desk;
using Plimsoll.Components;

namespace Plimsoll.Contract.Hosting;

/// <summary>Whatever runs components: this process or a cluster. Disposing it is a kill when it was not stopped before.</summary>
public interface IComponentHost : IAsyncDisposable
{
    IComponentDirectory Components { get; }

    IJudgedComponents Judged => (IJudgedComponents)Components;

    IRolloutComponents Rollouts => (IRolloutComponents)Components;

    IEvidenceComponents Evidence => (IEvidenceComponents)Components;

    IWatchedComponents Watched => (IWatchedComponents)Components;

    IGoldenComponents Golden => (IGoldenComponents)Components;

    IAlertDesk Desk { get; }

    IErasableComponents Erasable => (IErasableComponents)Components;

    /// <summary>Stops in good order: everything is saved.</summary>
    Task StopAsync();
}
