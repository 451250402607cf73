using Plimsoll.Components;
using Plimsoll.Components.Views;
using Xunit;

namespace Plimsoll.Contract.Hosting;

/// <summary>A world and a host on it, for the contracts that any host must pass, whatever it is.</summary>
public abstract class HostContract : IAsyncLifetime
{
    private IComponentHost? _host;

    protected HostWorld World { get; } = new();

    protected TestJournal Journal { get; private set; } = null!;

    protected IComponentHost Host => _host ?? throw new InvalidOperationException("The host is started before each test");

    protected abstract Task<IComponentHost> StartHostAsync(HostWorld world);

    public async Task InitializeAsync()
    {
        Journal = new TestJournal(World);
        _host = await StartHostAsync(World);
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    protected IInferenceComponent Component(string name) => Host.Components.Get(name);

    protected Task<DeliveryReceipt> DeliverAsync(string component, DeliveryBatch batch) => Component(component).DeliverAsync(batch);

    protected Task<ComponentView> ViewAsync(string component) => Component(component).GetViewAsync();

    protected async Task<long> RequestsAsync(string component) => (await ViewAsync(component)).Requests;

    /// <summary>Kills the host unless it was stopped, and starts another on the same world.</summary>
    protected async Task RestartAsync()
    {
        await Host.DisposeAsync();
        _host = await StartHostAsync(World);
    }
}
