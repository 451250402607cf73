using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// The valid rows of one ingest request, encoded per component as they are decoded, with their deduplication keys.
/// Rented from the pipeline and reused; not thread-safe.
/// </summary>
public sealed class IngestBatch
{
    /// <summary>Rows added.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Components named so far.</summary>
    public int Components => throw new NotImplementedException();

    /// <summary>
    /// Adds a validated record. Its deduplication key is the request id, else trace and span id, under the
    /// component; without either there is none and delivery is at least once.
    /// </summary>
    public void Add(InferenceRecord record) => throw new NotImplementedException();

    public void Add(GpuSample sample) => throw new NotImplementedException();

    public void Add(EngineSample sample) => throw new NotImplementedException();

    public void Add(Feedback feedback) => throw new NotImplementedException();

    public void Add(Outcome outcome) => throw new NotImplementedException();
}
