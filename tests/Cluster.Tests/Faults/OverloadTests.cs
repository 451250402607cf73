using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Plimsoll.Components.Views;
using Plimsoll.Grains;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>Silos that refuse what they cannot take: gateways back off, deliver again and lose nothing.</summary>
public class OverloadTests
{
    private const int MaxWaitingCalls = 10;

    [Fact]
    public async Task Component_with_as_many_waiting_calls_as_it_may_have_refuses_more()
    {
        await using var cluster = await FaultyCluster.StartAsync(
            configure: silo => silo.Configure<SiloMessagingOptions>(o => o.MaxEnqueuedRequestsHardLimit = MaxWaitingCalls));
        await using var gateway = new LoadedGateway(cluster, "input_tokens");
        await gateway.StartAsync();
        using var http = new HttpClient { BaseAddress = gateway.Client.Gateway };
        await Eventually.TrueAsync(async () => (await http.GetAsync(new Uri("readyz", UriKind.Relative))).IsSuccessStatusCode, "the gateway is ready");

        await WhileStoreWaitsAsync(cluster, async () =>
        {
            var waiting = new List<Task<ComponentSummary>>();
            await Eventually.TrueAsync(
                () =>
                {
                    waiting.Add(cluster.Grains.GetGrain<IInferenceComponentGrain>(RecordIds.ComponentOf(0)).GetSummaryAsync());
                    return waiting.Exists(w => w.Exception?.InnerException is LimitExceededException);
                },
                "calls beyond the limit are refused");
            gateway.Client.Start();
            await gateway.Client.PassAsync(5);
            await Eventually.TrueAsync(() => gateway.Failures > 0, "deliveries are refused");
        });

        await gateway.Client.PassAsync(5);
        await gateway.Client.FinishAsync();
        await Ledger.BalancesAsync(() => cluster.Components, gateway.Client);
    }

    [Fact]
    public async Task Overloaded_silos_shed_gateways_calls_until_they_are_not()
    {
        await using var cluster = await FaultyCluster.StartAsync(configure: silo => silo.Configure<LoadSheddingOptions>(o => o.LoadSheddingEnabled = true));
        SetMemoryThreshold(cluster, 100);
        await using var gateway = new LoadedGateway(cluster, "input_tokens");
        await gateway.StartAsync();
        gateway.Client.Start();
        await gateway.Client.PassAsync(5);

        SetMemoryThreshold(cluster, 0);
        await Eventually.TrueAsync(() => gateway.Failures > 0, "deliveries are refused");
        await gateway.Client.PassAsync(5);
        SetMemoryThreshold(cluster, 100);

        await gateway.Client.FinishAsync();
        await Ledger.BalancesAsync(() => cluster.Components, gateway.Client);
    }

    private static async Task WhileStoreWaitsAsync(FaultyCluster cluster, Func<Task> work)
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Store.Gate = open.Task;
        try
        {
            await work();
        }
        finally
        {
            open.SetResult();
        }
    }

    /// <summary>Any process is above a threshold of nearly nothing.</summary>
    private static void SetMemoryThreshold(FaultyCluster cluster, int percent)
    {
        foreach (var silo in cluster.Running)
        {
            var options = cluster.Of<IOptions<LoadSheddingOptions>>(silo).Value;
            (options.CpuThreshold, options.MemoryThreshold) = (100, percent);
        }
    }
}
