using System.Text.Json;
using Plimsoll.Integrations.Aws.CloudWatch;
using Plimsoll.Publishing;

namespace Plimsoll.Integrations.Publishing;

/// <summary>Puts the data of minutes into as few calls of PutMetricData as its limits allow.</summary>
internal sealed class DatumPacker(CloudWatchSettings settings)
{
    public const int MostDatums = 1_000;

    /// <summary>The service takes 1 MB; counted before compression, which is on the safe side.</summary>
    public const int MostBytes = 1_000_000;

    private const int Resolution = 60;

    public IReadOnlyList<PublishCall> Pack(IReadOnlyList<PublishedMinute> minutes)
    {
        var calls = new List<PublishCall>();
        foreach (var group in minutes.SelectMany(Datums).GroupBy(d => (d.Minute, d.Namespace)).OrderBy(g => g.Key.Minute))
            calls.AddRange(Calls(group.Key.Minute, group.Key.Namespace, group.Select(d => d.Datum)));
        return calls;
    }

    private IEnumerable<(long Minute, string Namespace, MetricDatum Datum)> Datums(PublishedMinute minute)
    {
        var own = DatumNames.Own(minute);
        foreach (var point in minute.Own)
            yield return (minute.Minute, settings.Namespace, Datum(point, own, minute.At));
        var quality = DatumNames.Quality(minute);
        foreach (var point in minute.Quality)
            yield return (minute.Minute, DatumNames.Namespace(settings.QualityNamespace, minute.Component), Datum(point, quality, minute.At));
    }

    private static MetricDatum Datum(PublishedPoint point, IReadOnlyList<Dimension> dimensions, DateTimeOffset at) =>
        new(point.Metric, dimensions, at) { Values = point.Values, Counts = point.Counts, Unit = point.Unit.ToString(), StorageResolution = Resolution };

    private static IEnumerable<PublishCall> Calls(long minute, string @namespace, IEnumerable<MetricDatum> datums)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(new PutMetricDataInput(@namespace, []), CloudWatchJson.Default.PutMetricDataInput);
        var waiting = new List<byte[]>();
        var bytes = head.Length;
        foreach (var datum in datums)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(datum, CloudWatchJson.Default.MetricDatum);
            if (waiting.Count == MostDatums || (waiting.Count > 0 && bytes + json.Length + 1 > MostBytes))
            {
                yield return Call(minute, @namespace, head, waiting);
                waiting.Clear();
                bytes = head.Length;
            }
            waiting.Add(json);
            bytes += json.Length + 1;
        }
        if (waiting.Count > 0)
            yield return Call(minute, @namespace, head, waiting);
    }

    /// <summary>Between the "[" and the "]}" with which an empty call ends.</summary>
    private static PublishCall Call(long minute, string @namespace, byte[] head, List<byte[]> datums)
    {
        using var body = new MemoryStream();
        body.Write(head.AsSpan(0, head.Length - 2));
        for (var i = 0; i < datums.Count; i++)
        {
            if (i > 0)
                body.WriteByte((byte)',');
            body.Write(datums[i]);
        }
        body.Write("]}"u8);
        return new(minute, @namespace, PreparedPut.Of(body.ToArray()), datums.Count);
    }
}
