using System.Buffers;
using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Contract.Hosting;

/// <summary>A journal in memory that delivers as a gateway does: in order, and again from the watermark when a component is behind.</summary>
public sealed class TestJournal(HostWorld world)
{
    private readonly List<(string Component, DeliveryBatch Batch)> _entries = [];
    private int _answers;

    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Journals one batch of requests of one component, ending now.</summary>
    /// <param name="error">Error type of all of them.</param>
    public DeliveryBatch Append(string component, int requests, string? error = null, string? modelVersion = null)
    {
        var writer = new RecordBatchWriter();
        for (var i = 0; i < requests; i++)
        {
            writer.Add(new InferenceRecord
            {
                Component = component,
                TimestampMs = world.NowMs,
                InputTokens = 10,
                OutputTokens = 3,
                TotalLatencyMs = 20 + i,
                ErrorType = error,
                ModelVersion = modelVersion,
            });
        }
        var payload = new ArrayBufferWriter<byte>();
        writer.WriteTo(payload);
        return Append(component, payload.WrittenMemory);
    }

    /// <summary>Journals one batch of successful requests with answers, ending now, of all of which a gateway keeps the texts.</summary>
    public DeliveryBatch AppendAnswers(string component, int requests, string modelVersion = "v1", ulong? user = null)
    {
        var writer = new RecordBatchWriter();
        for (var i = 0; i < requests; i++)
        {
            writer.Add(new InferenceRecord
            {
                Component = component,
                RequestId = $"r{_answers + 1}",
                ModelVersion = modelVersion,
                TimestampMs = world.NowMs,
                TotalLatencyMs = 20 + i,
                ResponseHash = (ulong)i,
                ResponseChars = 100 + i % 50,
                UserHash = user,
                Candidate = new CandidateMark((ulong)++_answers * 0x9E3779B97F4A7C15, 1, Flagged: false),
            });
        }
        var payload = new ArrayBufferWriter<byte>();
        writer.WriteTo(payload);
        return Append(component, payload.WrittenMemory);
    }

    public DeliveryBatch Append(string component, ReadOnlyMemory<byte> payload)
    {
        var after = _entries.Where(e => e.Component == component).Select(e => e.Batch.Sequence).LastOrDefault();
        var batch = new DeliveryBatch(Id, _entries.Count + 1, world.NowMs, payload) { After = after };
        _entries.Add((component, batch));
        return batch;
    }

    /// <summary>Gives a component everything above its watermark until it has it all.</summary>
    public async Task<DeliveryReceipt?> CatchUpAsync(IComponentHost host, string component)
    {
        var target = host.Components.Get(component);
        while (true)
        {
            DeliveryReceipt? last = null;
            var mark = await target.GetWatermarkAsync(Id);
            foreach (var (_, batch) in _entries.Where(e => e.Component == component && e.Batch.Sequence > mark.AppliedThrough))
            {
                last = await target.DeliverAsync(batch);
                if (last.Outcome == DeliveryOutcome.Behind)
                    break;
            }
            if (last?.Outcome != DeliveryOutcome.Behind)
                return last;
        }
    }
}
