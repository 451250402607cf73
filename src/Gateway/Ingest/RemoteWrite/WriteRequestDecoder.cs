using Plimsoll.Gateway.Ingest.Bodies;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Turns a prometheus.WriteRequest into rows. Not thread-safe.</summary>
internal sealed class WriteRequestDecoder(ReplicaFilter replicas, SeriesMapper mapper, int maxSamples)
{
    private const int SeriesField = 1;

    /// <summary>No name of interest is longer.</summary>
    private const int MaxNameBytes = 128;

    private readonly LabelTable _table = new();
    private readonly SeriesRoutes _routes = new();

    /// <summary>What became of the samples of the last request.</summary>
    public SampleFates Fates { get; } = new();

    /// <summary>Null unless the request as a whole cannot be taken.</summary>
    public Refusal? Read(ReadOnlySpan<byte> body, RowSink sink, IngestReport report)
    {
        Fates.Clear();
        mapper.Clear();
        replicas.Begin();
        var samples = 0;
        var request = new ProtoReader(body);
        for (var index = 0; request.Next();)
        {
            if (!request.Is(SeriesField, ProtoType.Bytes))
                continue;
            if (SeriesMessage.Read(request.Bytes, _table, out var count) is { } problem)
                return Malformed($"timeseries[{index}]: {problem}");
            samples += count;
            if (samples > maxSamples)
                return TooMany();
            if (!TryAdd(request.Bytes, count))
                return Malformed($"timeseries[{index}]: a sample is cut short or is no message");
            index++;
        }
        if (request.Malformed)
            return Malformed("the message is cut short or is none");
        mapper.Flush(sink, report);
        return null;
    }

    /// <summary>False when a sample is malformed.</summary>
    private bool TryAdd(ReadOnlySpan<byte> series, int samples)
    {
        var labels = new SeriesLabels(series, _table);
        var name = labels.Find("__name__"u8);
        if (name.Length > MaxNameBytes || _routes.Find(mapper.Text(name)) is not { } route)
            return Leave(SampleFate.UnknownName, samples);
        return replicas.Judge(labels) switch
        {
            HaVerdict.OtherReplica => Leave(SampleFate.OtherReplica, samples),
            HaVerdict.TooManyClusters => Leave(SampleFate.TooManyClusters, samples),
            _ => mapper.TryAdd(route, labels, new SampleReader(series), Fates) && mapper.TryAdd(route, labels, new HistogramReader(series), Fates),
        };
    }

    private bool Leave(SampleFate fate, int samples)
    {
        Fates.Count(fate, samples);
        return true;
    }

    private static Refusal Malformed(string what) => new(StatusCodes.Status400BadRequest, "malformed_remote_write",
        $"The body is no prometheus.WriteRequest: {what}; nothing of it was taken.");

    private Refusal TooMany() => new(StatusCodes.Status413PayloadTooLarge, "too_many_rows",
        $"The request has more than {maxSamples} samples (ingest.max_records_per_request); nothing of it was taken. Lower max_samples_per_send.");
}
