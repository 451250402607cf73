using Plimsoll.Contract.Hosting;

namespace Plimsoll.Cluster.Tests.Contract;

public class ClusterCountingTests : CountingContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => ClusterHost.StartAsync(world);
}

public class ClusterTroubleTests : TroubleContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => ClusterHost.StartAsync(world);
}

public class ClusterEffectTests : EffectContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => ClusterHost.StartAsync(world);
}

public class ClusterJudgingTests : JudgingContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => ClusterHost.StartAsync(world);
}

public class ClusterRolloutTests : RolloutContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => ClusterHost.StartAsync(world);
}

public class ClusterWatchTests : WatchContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => ClusterHost.StartAsync(world);
}

public class ClusterEvidenceTests : EvidenceContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => ClusterHost.StartAsync(world);
}

public class ClusterGoldenTests : GoldenContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => ClusterHost.StartAsync(world);
}

public class ClusterAlertTests : AlertContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => ClusterHost.StartAsync(world);
}

public class ClusterErasureTests : ErasureContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => ClusterHost.StartAsync(world);
}
