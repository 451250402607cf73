using Plimsoll.Cluster.Tests.Faults;
using Plimsoll.Contract.Storage;
using Plimsoll.Silo.Gateways;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Cluster.Tests.Leases;

/// <summary>A gateway's way to the leases.</summary>
public sealed class GrainLeaseStoreTests(GrainLeaseStoreTests.Silos silos) : IClassFixture<GrainLeaseStoreTests.Silos>
{
    [Theory]
    [MemberData(nameof(ContractCases.LeaseNames), MemberType = typeof(ContractCases))]
    public Task Contract_of_lease_stores_holds(string name) => ContractCases.RunAsync(name, () => new Contract(silos.Cluster));

    public sealed class Silos : IAsyncLifetime
    {
        private FaultyCluster? _cluster;

        internal FaultyCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster is started before each test");

        public async Task InitializeAsync() => _cluster = await FaultyCluster.StartAsync();

        public Task DisposeAsync() => Cluster.DisposeAsync().AsTask();
    }

    private sealed class Contract(FaultyCluster cluster) : LeaseStoreContract
    {
        protected override async Task<ILeaseStore> MakeEmptyAsync()
        {
            await foreach (var lease in cluster.Leases.ListKeysAsync(default))
                await cluster.Leases.DeleteAsync(lease, default);
            return new GrainLeaseStore(cluster.Grains);
        }
    }
}
