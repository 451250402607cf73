using System.Text.Json;
using Plimsoll.Integrations.Aws.CloudWatch;
using Plimsoll.Publishing;

namespace Plimsoll.Integrations.Publishing;

/// <summary>One event in the CloudWatch Embedded Metric Format.</summary>
internal static class EmbeddedMetricLine
{
    /// <summary>Metrics that one directive may name.</summary>
    public const int MostMetrics = 100;

    /// <summary>Values of one metric in one event.</summary>
    public const int MostValues = 100;

    public static byte[] Of(DateTimeOffset at, string @namespace, IReadOnlyList<Dimension> dimensions, IReadOnlyList<PublishedPoint> points)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", at.ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            WriteDirective(json, @namespace, dimensions, points);
            json.WriteEndArray();
            json.WriteEndObject();
            foreach (var (name, value) in dimensions)
                json.WriteString(name, value);
            foreach (var point in points)
                WriteValues(json, point);
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    private static void WriteDirective(Utf8JsonWriter json, string @namespace, IReadOnlyList<Dimension> dimensions, IReadOnlyList<PublishedPoint> points)
    {
        json.WriteStartObject();
        json.WriteString("Namespace", @namespace);
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        foreach (var dimension in dimensions)
            json.WriteStringValue(dimension.Name);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var point in points)
        {
            json.WriteStartObject();
            json.WriteString("Name", point.Metric);
            json.WriteString("Unit", point.Unit.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>One value as a number, a distribution as the OpenTelemetry collector's exporter writes it.</summary>
    private static void WriteValues(Utf8JsonWriter json, PublishedPoint point)
    {
        if (point.Values.Count == 1 && point.Counts[0] == 1)
        {
            json.WriteNumber(point.Metric, point.Values[0]);
            return;
        }
        var (values, counts) = Fewer(point);
        json.WriteStartObject(point.Metric);
        WriteArray(json, "Values", values);
        WriteArray(json, "Counts", counts);
        json.WriteNumber("Min", values[0]);
        json.WriteNumber("Max", values[^1]);
        json.WriteNumber("Count", counts.Sum());
        json.WriteNumber("Sum", values.Zip(counts, (value, count) => value * count).Sum());
        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IReadOnlyList<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    /// <summary>Neighbours become one at their mean until there are few enough; the sum stays.</summary>
    private static (IReadOnlyList<double> Values, IReadOnlyList<double> Counts) Fewer(PublishedPoint point)
    {
        var (values, counts) = (point.Values, point.Counts);
        while (values.Count > MostValues)
        {
            var pairs = values.Zip(counts).Chunk(2).Select(pair => (Sum: pair.Sum(v => v.First * v.Second), Count: pair.Sum(v => v.Second))).ToList();
            (values, counts) = ([.. pairs.Select(p => p.Sum / p.Count)], [.. pairs.Select(p => p.Count)]);
        }
        return (values, counts);
    }
}
