using System.Diagnostics.Metrics;
using Plimsoll.Gateway.Ingest.Series;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>What came by remote write, and how full its bounded tables are.</summary>
internal sealed class RemoteWriteInstruments
{
    private readonly Counter<long> _samples;

    public RemoteWriteInstruments(IMeterFactory meters, HaTracker replicas, LastGauges gauges, HistogramTable histograms)
    {
        var meter = meters.Create("Plimsoll.Gateway");
        _samples = meter.CreateCounter<long>("plimsoll_gateway_remote_write_samples_total", description: "Samples received by remote write, by what they were taken for.");
        meter.CreateObservableGauge("plimsoll_gateway_remote_write_ha_clusters", () => replicas.Clusters, description: "Clusters of Prometheus servers followed.");
        meter.CreateObservableCounter("plimsoll_gateway_remote_write_ha_failovers_total", () => replicas.Failovers, description: "Times that another server of a cluster was elected.");
        meter.CreateObservableGauge("plimsoll_gateway_remote_write_gauge_owners", () => gauges.Owners, description: "Engines and GPUs whose last gauges are remembered.");
        meter.CreateObservableCounter("plimsoll_gateway_remote_write_gauges_not_remembered_total", () => gauges.Overflowed, description: "Gauges of engines and GPUs beyond the bound, taken without being remembered.");
        meter.CreateObservableGauge("plimsoll_gateway_remote_write_histograms", () => histograms.Count, description: "Classic histograms followed.");
        meter.CreateObservableCounter("plimsoll_gateway_remote_write_histograms_incomplete_total", () => histograms.Incomplete, description: "Points of classic histograms that were given up because parts of them never came.");
    }

    public void Received(SampleFates fates)
    {
        foreach (var fate in Enum.GetValues<SampleFate>())
        {
            if (fates[fate] > 0)
                _samples.Add(fates[fate], new KeyValuePair<string, object?>("result", SampleFates.Label(fate)));
        }
    }
}
