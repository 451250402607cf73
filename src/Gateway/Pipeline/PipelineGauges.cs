using System.Diagnostics.Metrics;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>What can be read off the pipeline at any time.</summary>
internal static class PipelineGauges
{
    public static void Register(Meter meter, SegmentLog log, Backlog backlog, ComponentAdmission admission, Intake intake, Delivery delivery)
    {
        meter.CreateObservableGauge("plimsoll_gateway_backlog_bytes", () => backlog.Bytes, "By", "Accepted and not applied yet.");
        meter.CreateObservableGauge("plimsoll_gateway_journal_bytes", () => log.Bytes, "By", "Size of the journal on disk.");
        meter.CreateObservableGauge("plimsoll_gateway_components", () => admission.Count, description: "Components known.");
        meter.CreateObservableGauge("plimsoll_gateway_components_catching_up", () => delivery.CatchingUp, description: "Components that are caught up from the journal.");
        meter.CreateObservableGauge("plimsoll_gateway_dedup_ids", () => intake.RememberedIds, description: "Ids in the deduplication window.");
        meter.CreateObservableCounter("plimsoll_gateway_dedup_forgotten_early", () => intake.ForgottenEarly, description: "Times that the bound on ids forgot some before the window had passed.");
    }
}
