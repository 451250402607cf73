using System.Text;
using Plimsoll.Configuration.Scraping;

namespace Plimsoll.Gateway.Scraping;

/// <summary>One address that is asked for metrics.</summary>
internal sealed class ScrapeTarget
{
    private const string InstanceLabel = "instance";
    private const string JobLabel = "job";

    /// <param name="address">host:port.</param>
    /// <param name="labels">Beside those of the job.</param>
    /// <param name="path">Null: the job's.</param>
    public ScrapeTarget(ScrapeJob job, string address, IReadOnlyDictionary<string, string> labels, string? path = null)
    {
        Job = job;
        Url = new Uri($"{job.Scheme}://{address}{path ?? job.Path}");
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal) { [InstanceLabel] = address, [JobLabel] = job.Name };
        foreach (var (name, value) in job.Labels.Concat(labels))
            all[name] = value;
        Labels = all;
        LabelBytes = [.. all.Select(l => (Encoding.UTF8.GetBytes(l.Key), Encoding.UTF8.GetBytes(l.Value)))];
        Key = $"{job.Name} {Url} {string.Join(',', all.Select(l => $"{l.Key}={l.Value}"))}";
    }

    public ScrapeJob Job { get; }
    public Uri Url { get; }

    /// <summary>Given to each series that has none of that name itself.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>The same in UTF-8.</summary>
    public IReadOnlyList<(byte[] Name, byte[] Value)> LabelBytes { get; }

    /// <summary>For as long as the target is known.</summary>
    public NamedComponents Components { get; } = new();

    /// <summary>Tells it from every other target.</summary>
    public string Key { get; }
}
