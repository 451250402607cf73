using System.Diagnostics.Metrics;
using Plimsoll.Gateway.Ingest.RemoteWrite;
using Plimsoll.Gateway.Scraping.Exposition;
using Plimsoll.Integrations.Scrape;

namespace Plimsoll.Gateway.Scraping;

/// <summary>How scraping goes. Labels are the operator's names of jobs and the program's own words, never a target's.</summary>
internal sealed class ScrapeInstruments
{
    private readonly Counter<long> _scrapes;
    private readonly Counter<long> _samples;
    private readonly Histogram<double> _duration;

    public ScrapeInstruments(IMeterFactory meters, TargetBoard board, PodOwners pods, ByteBudget budget)
    {
        var meter = meters.Create("Plimsoll.Gateway");
        _scrapes = meter.CreateCounter<long>("plimsoll_gateway_scrapes_total", description: "Scrapes of targets, by what became of them.");
        _samples = meter.CreateCounter<long>("plimsoll_gateway_scrape_samples_total", description: "Samples of answers, by what they were taken for.");
        _duration = meter.CreateHistogram<double>("plimsoll_gateway_scrape_duration_seconds", "seconds", "Time from asking a target to having submitted its answer.");
        meter.CreateObservableGauge("plimsoll_gateway_scrape_targets", () => Targets(board), description: "Targets by state.");
        meter.CreateObservableGauge("plimsoll_gateway_scrape_targets_left_out", () => board.LeftOut, description: "Targets beyond the bound, which are not asked.");
        meter.CreateObservableCounter("plimsoll_gateway_scrape_pods_not_remembered_total", () => pods.Overflowed, description: "Times that it could not be remembered whose a container is.");
        meter.CreateObservableGauge("plimsoll_gateway_scrape_bytes_left", () => budget.Left, "bytes", "Memory left for answers that are being read.");
    }

    public void Read(ScrapedSeries series)
    {
        foreach (var fate in Enum.GetValues<SampleFate>())
        {
            if (series.Fates[fate] > 0)
                _samples.Add(series.Fates[fate], new KeyValuePair<string, object?>("result", SampleFates.Label(fate)));
        }
    }

    public void Scraped(ScrapeTarget target, ScrapeOutcome outcome, TimeSpan took)
    {
        var job = new KeyValuePair<string, object?>("job", target.Job.Name);
        _scrapes.Add(1, job, new("result", outcome.Problem?.Reason ?? "taken"));
        _duration.Record(took.TotalSeconds, job);
    }

    private static IEnumerable<Measurement<int>> Targets(TargetBoard board) =>
        board.Pictures.GroupBy(p => (Job: p.Target.Job.Name, p.Health))
            .Select(g => new Measurement<int>(g.Count(), new KeyValuePair<string, object?>("job", g.Key.Job), new("state", g.Key.Health)));
}
