using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>What the lanes of one delivery share.</summary>
/// <param name="MaxPinnedBytes">Bytes of entries that one lane may hold in memory before it falls back on the journal.</param>
/// <param name="Scans">Bounds how many lanes read the journal at a time.</param>
internal sealed record LaneServices(
    SegmentLog Log, TimeProvider Time, PipelineEvents Events, long MaxPinnedBytes, SemaphoreSlim Scans, CancellationToken Stopping)
{
    /// <summary>
    /// Where lanes run: on all processors but one, so that what is accepted already never keeps a new request, or
    /// the answer to one, waiting behind it.
    /// </summary>
    public TaskScheduler Scheduler { get; } =
        new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, int.Max(1, Environment.ProcessorCount - 1)).ConcurrentScheduler;
}
