using Plimsoll.Gateway.Pipeline;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest;

/// <summary>
/// Where decoded rows go: checked, admitted, and into the request's batch. Each <c>Add</c> answers null when the
/// row was added.
/// </summary>
internal sealed class RowSink(IIngestPipeline pipeline, IngestBatch batch)
{
    /// <summary>Another thread's way into the same batch.</summary>
    public RowSink Half() => new(pipeline, batch.Other);

    public Rejection? Add(InferenceRecord record)
    {
        var rejection = RecordValidator.Validate(record) ?? Admit(record.Component);
        if (rejection is null)
            batch.Add(record);
        return rejection;
    }

    public Rejection? Add(GpuSample sample)
    {
        var rejection = RecordValidator.Validate(sample) ?? Admit(sample.Component);
        if (rejection is null)
            batch.Add(sample);
        return rejection;
    }

    public Rejection? Add(EngineSample sample)
    {
        var rejection = RecordValidator.Validate(sample) ?? Admit(sample.Component);
        if (rejection is null)
            batch.Add(sample);
        return rejection;
    }

    public Rejection? Add(HostSample sample)
    {
        var rejection = RecordValidator.Validate(sample) ?? Admit(sample.Component);
        if (rejection is null)
            batch.Add(sample);
        return rejection;
    }

    public Rejection? Add(Feedback feedback)
    {
        var rejection = RecordValidator.Validate(feedback) ?? Admit(feedback.Component);
        if (rejection is null)
            batch.Add(feedback);
        return rejection;
    }

    public Rejection? Add(Outcome outcome)
    {
        var rejection = RecordValidator.Validate(outcome) ?? Admit(outcome.Component);
        if (rejection is null)
            batch.Add(outcome);
        return rejection;
    }

    public Rejection? Add(ScoreSample score)
    {
        var rejection = RecordValidator.Validate(score) ?? Admit(score.Component);
        if (rejection is null)
            batch.Add(score);
        return rejection;
    }

    public Rejection? Add(AggregateSample sample)
    {
        var rejection = RecordValidator.Validate(sample) ?? Admit(sample.Component);
        if (rejection is null)
            batch.Add(sample);
        return rejection;
    }

    private Rejection? Admit(string component) => batch.Holds(component) || pipeline.Admits(component)
        ? null
        : new Rejection("too_many_components", "component", $"component '{component}' is new, and no more components are taken (ingest.max_components)");
}
