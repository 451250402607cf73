using Plimsoll.Configuration.Scraping;

namespace Plimsoll.Gateway.Scraping;

/// <summary>Targets that stand in the configuration.</summary>
internal sealed class StaticTargets(ScrapeJob job) : ITargetSource
{
    private static readonly Dictionary<string, string> s_none = [];

    public string Job => job.Name;
    public string Kind => "config";
    public IReadOnlyList<ScrapeTarget> Targets { get; } = [.. job.Targets.Select(t => new ScrapeTarget(job, t, s_none))];
    public string? Problem => null;
}
