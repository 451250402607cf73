using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Telemetry;

namespace Plimsoll.Bench.Micro;

/// <summary>Takes every row and goes no further.</summary>
internal sealed class NoPipeline : IIngestPipeline, IHashKey
{
    private readonly IngestBatch _batch;

    public NoPipeline() => _batch = new IngestBatch(Hash);

    public KeyedHash Hash { get; } = new("0123456789abcdef"u8);

    public IngestBatch Rent() => _batch;

    public TimeSpan? Overloaded() => null;

    public bool Admits(string component) => true;

    public ValueTask<SubmitResult> SubmitAsync(IngestBatch batch, long receivedMs) => throw new NotSupportedException();

    public void Return(IngestBatch batch) => batch.Clear();
}
