using Plimsoll.Configuration;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Silo.Providers;

/// <summary>Where the members find each other, where reminders are kept, and the checkpoint store that goes with them.</summary>
internal interface IClusterProvider
{
    /// <summary>Makes the tables that are not there yet.</summary>
    Task PrepareAsync(PlimsollOptions options, CancellationToken cancellationToken);

    void UseForSilo(ISiloBuilder silo, PlimsollOptions options);

    /// <summary>The store of the fleet's alert desk, which all silos share.</summary>
    ICheckpointStore DeskStore(IServiceProvider services, PlimsollOptions options);

    void UseForGateway(IClientBuilder client, PlimsollOptions options);
}
