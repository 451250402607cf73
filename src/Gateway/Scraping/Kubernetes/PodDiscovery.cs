using Plimsoll.Configuration.Scraping;
using Plimsoll.Fleet;

namespace Plimsoll.Gateway.Scraping.Kubernetes;

/// <summary>Follows the pods of all jobs while this process scrapes.</summary>
internal sealed class PodDiscovery(IEnumerable<ITargetSource> sources, IFleetLease lease, ScrapeOptions options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    private readonly PodTargets[] _pods = [.. sources.OfType<PodTargets>()];

    private bool IsActive => options.PerGateway || lease.TryHold(ScrapeService.Lease) is not null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_pods.Length == 0)
            return;
        using var timer = new PeriodicTimer(s_step, time);
        do
        {
            if (IsActive)
                await FollowAsync(timer, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Until another process scrapes.</summary>
    private async Task FollowAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var following = Task.WhenAll(_pods.Select(p => p.RunAsync(ended.Token)));
        while (IsActive && await timer.WaitForNextTickAsync(stopping))
        {
            if (following.IsFaulted)
                break;
        }
        await ended.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (following.IsFaulted)
            await following;
    }
}
