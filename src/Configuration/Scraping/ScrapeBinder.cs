using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Scraping;

/// <summary>The <c>scrape</c> section.</summary>
internal static class ScrapeBinder
{
    private const int MaxJobs = 64;
    private const int MaxPods = 1_000;
    private const int MaxNameChars = 256;
    private static readonly string[] s_needed = ["component", "pod"];

    public static ScrapeOptions Bind(Section section)
    {
        var defaults = new ScrapeOptions();
        var bound = new ScrapeOptions
        {
            Jobs = Jobs(section),
            Pods = [.. section.Children("pods", MaxPods).Select(Pod)],
            PerGateway = section.Read("per_gateway", defaults.PerGateway, Booleans.Read),
            MaxTargets = section.Read("max_targets", defaults.MaxTargets, Numbers.Between(1, 10_000)),
            MaxBodyBytes = section.Read("max_body_bytes", defaults.MaxBodyBytes, Sizes.Between(1 << 10, 64 << 20)),
            MaxSamples = section.Read("max_samples", defaults.MaxSamples, Numbers.Between(1, 1_000_000)),
            MaxComponents = section.Read("max_components", defaults.MaxComponents, Numbers.Between(1, 10_000)),
        };
        section.Finish();
        return bound;
    }

    private static List<ScrapeJob> Jobs(Section section)
    {
        var jobs = new List<ScrapeJob>();
        foreach (var own in section.Children("jobs", MaxJobs))
        {
            var job = ScrapeJobBinder.Bind(own);
            if (jobs.Exists(j => j.Name == job.Name && j.Name.Length > 0))
                own.Fail("name", $"is '{job.Name}', and so is that of another job");
            jobs.Add(job);
        }
        return jobs;
    }

    private static PodOwner Pod(Section section)
    {
        foreach (var key in s_needed.Where(k => !section.Has(k)))
            section.Fail(key, "is missing");
        var bound = new PodOwner(
            section.Read("component", "", Texts.UpTo(MaxNameChars)),
            section.Read("pod", "", Pattern),
            section.Has("namespace") ? section.Read("namespace", "", Texts.UpTo(MaxNameChars)) : null,
            section.Has("container") ? section.Read("container", "", Texts.UpTo(MaxNameChars)) : null);
        section.Finish();
        return bound;
    }

    private static Parsed<string> Pattern(string text) =>
        text.TrimEnd('*').Contains('*', StringComparison.Ordinal) ? Parsed<string>.Fail($"'{text}' has * elsewhere than at its end") : Texts.UpTo(MaxNameChars)(text);
}
