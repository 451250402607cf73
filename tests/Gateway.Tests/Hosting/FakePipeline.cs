using System.Buffers;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Hosting;

/// <summary>Keeps what is submitted, and answers what the test says.</summary>
internal sealed class FakePipeline(KeyedHash hash) : IIngestPipeline
{
    private int _rented;

    public List<InferenceRecord> Records { get; } = [];
    public List<GpuSample> Gpus { get; } = [];
    public List<EngineSample> Engines { get; } = [];
    public List<HostSample> Hosts { get; } = [];
    public List<Feedback> Feedbacks { get; } = [];
    public List<Outcome> Outcomes { get; } = [];
    public List<ScoreSample> Scores { get; } = [];
    public List<AggregateSample> Aggregates { get; } = [];

    /// <summary>Batches rented and neither submitted nor given back.</summary>
    public int Outstanding => _rented;

    public TimeSpan? OverloadedFor { get; set; }
    public Func<string, bool> Admit { get; set; } = _ => true;
    public Func<int, Task<SubmitResult>> Answer { get; set; } = count => Task.FromResult<SubmitResult>(new SubmitResult.Accepted(count, 0));

    public IngestBatch Rent()
    {
        Interlocked.Increment(ref _rented);
        return new IngestBatch(hash);
    }

    public TimeSpan? Overloaded() => OverloadedFor;

    public bool Admits(string component) => Admit(component);

    public async ValueTask<SubmitResult> SubmitAsync(IngestBatch batch, long receivedMs)
    {
        Interlocked.Decrement(ref _rented);
        lock (Records)
        {
            foreach (var rows in batch.Halves.SelectMany(half => half.Rows))
                Keep(rows);
        }
        return await Answer(batch.Count);
    }

    public void Return(IngestBatch batch) => Interlocked.Decrement(ref _rented);

    private void Keep(ComponentRows rows)
    {
        var bytes = new ArrayBufferWriter<byte>();
        rows.Writer.WriteTo(bytes);
        Assert.True(RecordBatchReader.TryOpen(bytes.WrittenSpan, out var reader, out var error), error);
        while (reader.MoveNext())
        {
            switch (reader.Kind)
            {
                case TelemetryKind.Gpu: Gpus.Add(reader.ReadGpu(rows.Component)); break;
                case TelemetryKind.Engine: Engines.Add(reader.ReadEngine(rows.Component)); break;
                case TelemetryKind.Host: Hosts.Add(reader.ReadHost(rows.Component)); break;
                case TelemetryKind.Feedback: Feedbacks.Add(reader.ReadFeedback(rows.Component)); break;
                case TelemetryKind.Score: Scores.Add(reader.ReadScore(rows.Component)); break;
                case TelemetryKind.Aggregate: Aggregates.Add(reader.ReadAggregate(rows.Component)); break;
                case TelemetryKind.Outcome: Outcomes.Add(reader.ReadOutcome(rows.Component)); break;
                default:
                    var record = new InferenceRecord();
                    reader.CopyTo(record, rows.Component);
                    Records.Add(record);
                    break;
            }
        }
        Assert.Null(reader.Error);
    }
}
