using Orleans.Concurrency;
using Orleans.Runtime.Placement;
using Plimsoll.ComponentHost;
using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Grains;

/// <summary>
/// A component as a grain. The hosted component guards its own state and does not wait within a delivery, so calls
/// may interleave: views and deliveries go on while a checkpoint is on its way. It stays until its silo goes, for
/// its clock ticks; whoever else may believe to hold it is fenced out by the head of its checkpoint.
/// </summary>
[GrainType("component"), Reentrant, CollectionAgeLimit(AlwaysActive = true)]
public sealed class InferenceComponentGrain(HostServices services, SiloResidents residents, Neighbours neighbours) : Grain, IInferenceComponentGrain, IDisposable
{
    private HostedComponent? _hosted;

    private HostedComponent Hosted => _hosted ?? throw new InvalidOperationException("The grain is not active");

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _hosted = new HostedComponent(this.GetPrimaryKeyString(), services, Leave);
        residents.Add(_hosted);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        residents.Remove(Hosted);
        if (!cancellationToken.IsCancellationRequested)
            await Hosted.CommitAsync(cancellationToken);
    }

    public Task<DeliveryReceipt> DeliverAsync(DeliveryBatch batch) => Hosted.DeliverAsync(batch);

    public Task<Watermark> GetWatermarkAsync(Guid journalId) => Hosted.GetWatermarkAsync(journalId);

    public Task<ComponentView> GetViewAsync() => Hosted.GetViewAsync();

    public Task<SeriesSet> GetSeriesAsync(SeriesQuery query) => Hosted.GetSeriesAsync(query);

    public Task<ComponentMetrics> GetMetricsAsync() => Hosted.GetMetricsAsync();

    public Task<MinuteSet> GetMinutesAsync(MinuteQuery query) => Hosted.GetMinutesAsync(query);

    public Task<ComponentSummary> GetSummaryAsync() => Hosted.GetSummaryAsync();

    public Task<JudgeWork> TakeJudgementsAsync(JudgeTake take) => Hosted.TakeJudgementsAsync(take);

    public Task<bool> ReportJudgementsAsync(JudgeReportSet reports) => Hosted.ReportJudgementsAsync(reports);

    public Task<AnnotationReceipt?> AnnotateAsync(AnnotationSet set) => Hosted.AnnotateAsync(set);

    public Task<QualityView> GetQualityAsync() => Hosted.GetQualityAsync();

    public Task<VerdictSet> GetVerdictsAsync(VerdictQuery query) => Hosted.GetVerdictsAsync(query);

    public Task<RearmReceipt?> RearmRolloutAsync() => Hosted.RearmRolloutAsync();

    public Task<GoldenReceipt?> FileGoldenRunAsync(GoldenFiling filing) => Hosted.FileGoldenRunAsync(filing);

    public Task<GoldenReceipt?> AcceptGoldenAsync(string set) => Hosted.AcceptGoldenAsync(set);

    public Task<GoldenView> GetGoldenAsync() => Hosted.GetGoldenAsync();

    public Task<ErasureReceipt?> EraseAsync(ErasureOrder order) => Hosted.EraseAsync(order);

    public Task<RenewalReceipt?> RenewBaselineAsync(BaselineRenewal renewal) => Hosted.RenewBaselineAsync(renewal);

    public Task<bool> RetireAsync() => Hosted.RetireAsync();

    public Task<QualityLoadView> GetQualityLoadAsync(QualityLoadQuery query) => Hosted.GetQualityLoadAsync(query);

    public Task<EvidenceSet> GetEvidenceAsync(EvidenceQuery query) => Hosted.GetEvidenceAsync(query);

    public Task<Watermark> CheckpointAsync(Guid journalId) => Hosted.CheckpointAsync(journalId);

    public void Dispose() => _hosted?.Dispose();

    /// <summary>To another silo, which may be of the build that saved the component.</summary>
    private void Leave()
    {
        if (neighbours.Any() is { } silo)
            GrainContext.Migrate(new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = silo });
    }
}
