using Plimsoll.Contract.Hosting;

namespace Plimsoll.Gateway.Tests.Embedded;

public class EmbeddedCountingTests : CountingContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => EmbeddedHost.StartAsync(world);
}

public class EmbeddedTroubleTests : TroubleContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => EmbeddedHost.StartAsync(world);
}

public class EmbeddedEffectTests : EffectContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => EmbeddedHost.StartAsync(world);
}

public class EmbeddedJudgingTests : JudgingContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => EmbeddedHost.StartAsync(world);
}

public class EmbeddedRolloutTests : RolloutContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => EmbeddedHost.StartAsync(world);
}

public class EmbeddedWatchTests : WatchContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => EmbeddedHost.StartAsync(world);
}

public class EmbeddedEvidenceTests : EvidenceContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => EmbeddedHost.StartAsync(world);
}

public class EmbeddedGoldenTests : GoldenContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => EmbeddedHost.StartAsync(world);
}

public class EmbeddedAlertTests : AlertContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => EmbeddedHost.StartAsync(world);
}

public class EmbeddedErasureTests : ErasureContract
{
    protected override Task<IComponentHost> StartHostAsync(HostWorld world) => EmbeddedHost.StartAsync(world);
}
