using Plimsoll.Gateway.Ingest;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Demo;

/// <summary>One row of the demo at the time it happens.</summary>
/// <param name="AtMs">Unix milliseconds.</param>
/// <param name="Row">An inference record, GPU, engine or host sample, feedback or outcome.</param>
internal readonly record struct DemoEvent(long AtMs, object Row)
{
    public Rejection? AddTo(RowSink sink) => Row switch
    {
        InferenceRecord record => sink.Add(record),
        GpuSample sample => sink.Add(sample),
        EngineSample sample => sink.Add(sample),
        HostSample sample => sink.Add(sample),
        Feedback feedback => sink.Add(feedback),
        Outcome outcome => sink.Add(outcome),
        _ => throw new InvalidOperationException($"The demo makes no {Row.GetType().Name}"),
    };
}
