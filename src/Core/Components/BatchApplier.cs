using Plimsoll.Aggregation;
using Plimsoll.Alerting.Objectives;
using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>Adds the rows of one batch to the windows. The batch is known to decode.</summary>
internal readonly struct BatchApplier(ComponentData data, Guid journal, long receivedMs)
{
    private readonly TokenPrices _prices = new(data.Settings.Price);

    /// <summary>Null when every row decodes, else what is wrong.</summary>
    public static string? Check(ReadOnlySpan<byte> payload)
    {
        if (!RecordBatchReader.TryOpen(payload, out var reader, out var error))
            return error;
        while (reader.MoveNext())
        {
        }
        return reader.Error;
    }

    public void Apply(ReadOnlySpan<byte> payload)
    {
        if (!RecordBatchReader.TryOpen(payload, out var reader, out var error))
            throw new InvalidOperationException(error);
        while (reader.MoveNext())
            AddRow(ref reader);
        data.Judging.Served.Flush(data.Judging.Sampler, in reader, data.PositionMs);
        data.Tenants.Flush(data, in reader);
    }

    private void AddRow(ref RecordBatchReader reader)
    {
        switch (reader.Kind)
        {
            case TelemetryKind.Inference:
                AddInference(ref reader);
                break;
            case TelemetryKind.Gpu:
                AddGpu(reader.ReadGpu(data.Name));
                break;
            case TelemetryKind.Engine:
                AddEngine(reader.ReadEngine(data.Name));
                break;
            case TelemetryKind.Feedback:
                AddFeedback(reader.ReadFeedback(data.Name));
                break;
            case TelemetryKind.Outcome:
                AddOutcome(reader.ReadOutcome(data.Name));
                break;
            case TelemetryKind.Host:
                AddHost(reader.ReadHost(data.Name));
                break;
            case TelemetryKind.Score:
                AddScore(reader.ReadScore(data.Name));
                break;
            case TelemetryKind.Aggregate:
                AddAggregate(reader.ReadAggregate(data.Name));
                break;
            default:
                throw new InvalidOperationException($"No rule for rows of kind {reader.Kind}");
        }
    }

    private void AddInference(ref RecordBatchReader reader)
    {
        ref readonly var row = ref reader.Inference;
        var track = data.Track(row.Source);
        var sample = new RequestSample();
        var skewed = RequestSampler.Fill(ref sample, in row, ref reader, _prices);
        if (skewed)
            data.Quality.ClockSkew++;
        var at = row.TimestampMs;
        var targets = Place(track, ref at);
        if (targets.Main is not null)
            data.Quality.OverflowedValues += targets.Main.ForTraffic().Add(ref sample, data.Settings.MaxNamedValues);
        targets.Life?.ForTraffic().Add(ref sample, data.Settings.MaxNamedValues);
        targets.Summary?.Add(ref sample);
        if (row.Content.Any)
            ContentSampler.Add(in targets, targets.Main is null ? null : SketchWindow(track, at), row.Content, sample.FinishReason);
        if (reader.HasFindings)
            ScoreApplier.Add(data, ref reader, Clock.Minute(at));
        if (targets.Main is null)
            return;
        track.Requests.Note(at);
        if (track.Budgets is { } budgets)
            NoteBudgets(budgets, in row, sample.ErrorType is not null, skewed, at);
        NoteIdentity(track, in row, ref reader, at);
        NoteUser(track, in row, at);
        if (sample.ErrorType is null && !skewed)
            track.Exemplars.Note(ref reader, at);
        if (row.Content.ResponseChars > 0)
            AddAnswer(track, ref reader, at);
        SliceSampler.Add(data, track, ref sample, ref reader, at);
    }

    /// <summary>One source counts: a request that comes as a record and as a span is one answer. Sources of numbers have no answers.</summary>
    private void AddAnswer(SourceTrack track, ref RecordBatchReader reader, long at)
    {
        if (!data.Settings.Judging.Enabled)
            return;
        var counting = data.Counting(Groups.Requests, at, at + 1);
        if (counting == track || (track.Source == TelemetrySource.Capture && counting?.Source is not (null or TelemetrySource.Records or TelemetrySource.Spans)))
            CandidateApplier.Add(data, ref reader, journal, at);
    }

    private void AddGpu(GpuSample sample)
    {
        var track = data.Track(sample.Source);
        var at = sample.TimestampMs;
        var targets = Place(track, ref at);
        if (targets.Main is null)
            return;
        track.Gpu.Note(at);
        var slot = Slot(track, track.Gpus.Note(sample.Gpu, at, sample));
        if (slot < 0)
            return;
        targets.Main.ForGpu().Add(sample, slot);
        targets.Summary?.ForGpu().Add(sample, slot);
    }

    private void AddEngine(EngineSample sample)
    {
        var track = data.Track(sample.Source);
        var at = sample.TimestampMs;
        var targets = Place(track, ref at);
        if (targets.Main is null)
            return;
        track.Engine.Note(at);
        var slot = Slot(track, track.Engines.Note(sample.Copy ?? "", at, sample));
        if (slot < 0)
            return;
        targets.Main.ForEngine().Add(sample, slot);
        targets.Summary?.ForEngine().Add(sample, slot);
    }

    private void AddHost(HostSample sample)
    {
        var track = data.Track(sample.Source);
        var at = sample.TimestampMs;
        var targets = Place(track, ref at);
        if (targets.Main is null)
            return;
        track.Host.Note(at);
        HostApplier.Add(data, track, sample, in targets, Slot(track, track.Hosts.Note(sample.Host, at, sample)), at);
    }

    private void AddFeedback(Feedback feedback)
    {
        var at = feedback.TimestampMs;
        var targets = Place(data.Own, ref at);
        targets.Main?.ForFeedback().Add(feedback);
        targets.Life?.ForFeedback().Add(feedback);
        targets.Summary?.ForFeedback().Add(feedback);
    }

    private void AddOutcome(Outcome outcome)
    {
        var at = outcome.TimestampMs;
        var targets = Place(data.Own, ref at);
        targets.Main?.ForFeedback().Add(outcome);
        targets.Life?.ForFeedback().Add(outcome);
        targets.Summary?.ForFeedback().Add(outcome);
    }

    private void AddScore(ScoreSample score)
    {
        var at = score.TimestampMs;
        var targets = Place(data.Own, ref at);
        ScoreApplier.Add(data, in targets, score.Name, score.Source, score.Value);
    }

    private void AddAggregate(AggregateSample sample)
    {
        var track = data.Track(sample.Source);
        if (track.ForSeries().Take(sample, receivedMs, data.Version) is not { } delta)
            return;
        var at = sample.TimestampMs;
        var targets = Place(track, ref at);
        AggregateApplier.Add(data, track, sample, delta, targets, at);
    }

    private Targets Place(SourceTrack track, ref long atMs)
    {
        var placement = EventPlacement.Judge(ref atMs, receivedMs, Clock.HourMs, Clock.ResidentHours);
        var targets = track.History.Target(Clock.Minute(atMs), data.Version);
        data.Quality.Count(targets.Main is null ? Placement.TooOld : placement);
        return targets;
    }

    private int Slot(SourceTrack track, int slot)
    {
        track.ReadingsVersion = data.Version;
        if (slot < 0)
            data.Quality.OverflowedValues++;
        return slot;
    }

    private void NoteBudgets(BudgetBook budgets, in InferenceRow row, bool failed, bool skewed, long at)
    {
        var timed = !failed && !skewed;
        budgets.Add(Clock.Minute(at), failed, timed ? row.TtftNs : -1, timed ? row.TpotNs : -1);
        budgets.Version = data.Version;
    }

    private static void NoteIdentity(SourceTrack track, in InferenceRow row, ref RecordBatchReader reader, long at)
    {
        track.Endpoint.Note(reader.Text(row.Endpoint), at);
        track.Model.Note(reader.Text(row.Model), at);
        track.ModelVersion.Note(reader.Text(row.ModelVersion), at);
    }

    private Window? SketchWindow(SourceTrack track, long at) =>
        track.History.Target(Clock.SketchMinute(Clock.Minute(at)), data.Version).Main;

    private void NoteUser(SourceTrack track, in InferenceRow row, long at)
    {
        if (row.HasUser)
            SketchWindow(track, at)?.ForUsers().Add(row.UserHash);
        if (!row.HasSession || at <= data.PositionMs - Clock.HourMs)
            return;
        track.Sessions.Note(row.SessionHash, at);
        track.SessionsVersion = data.Version;
    }
}
