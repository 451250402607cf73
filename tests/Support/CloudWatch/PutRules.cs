using System.Text.Json;

namespace Plimsoll.Support.CloudWatch;

/// <summary>What the service asks of PutMetricData: the error's type and a message for a breach, else the data.</summary>
internal static class PutRules
{
    private const int MostBytes = 1_000_000;
    private const int MostDatums = 1_000;
    private const int MostValues = 150;
    private const int MostDimensions = 30;

    public static (string Error, string Message)? Check(byte[] received, byte[] body, DateTimeOffset now, List<PutDatum> into)
    {
        if (received.Length > MostBytes)
            return ("RequestEntityTooLarge", $"{received.Length} bytes");
        using var json = JsonDocument.Parse(body);
        var name = json.RootElement.GetProperty("Namespace").GetString()!;
        if (name.Length is 0 or > 255 || name.StartsWith("AWS/", StringComparison.Ordinal) || name.StartsWith(':') || !name.All(c => char.IsAsciiLetterOrDigit(c) || ".-_/#:".Contains(c)))
            return Invalid($"Namespace {name}");
        var data = json.RootElement.GetProperty("MetricData").EnumerateArray().ToList();
        if (data.Count is 0 or > MostDatums)
            return Invalid($"{data.Count} data");
        foreach (var datum in data)
        {
            if (Read(name, datum, now, into) is { } wrong)
                return Invalid(wrong);
        }
        return null;
    }

    private static (string, string)? Invalid(string message) => ("InvalidParameterValue", message);

    private static string? Read(string name, JsonElement datum, DateTimeOffset now, List<PutDatum> into)
    {
        var metric = datum.GetProperty("MetricName").GetString()!;
        if (metric.Length is 0 or > 255)
            return "MetricName";
        var at = DateTimeOffset.FromUnixTimeMilliseconds((long)(datum.GetProperty("Timestamp").GetDouble() * 1_000));
        if (at < now.AddDays(-14) || at > now.AddHours(2))
            return $"Timestamp {at:O}";
        var values = Numbers(datum, "Values");
        var counts = Numbers(datum, "Counts");
        if (values.Count is 0 or > MostValues || values.Distinct().Count() != values.Count)
            return $"{metric}: {values.Count} values";
        if (counts.Count != values.Count || counts.Any(c => c <= 0) || values.Any(v => !double.IsFinite(v) || Math.Abs(v) > Math.Pow(2, 360)))
            return $"{metric}: counts or values";
        var dimensions = datum.GetProperty("Dimensions").EnumerateArray().Select(d => (d.GetProperty("Name").GetString()!, Value: d.GetProperty("Value").GetString()!)).ToList();
        if (dimensions.Count > MostDimensions || dimensions.Any(d => string.IsNullOrWhiteSpace(d.Value) || d.Value.Length > 1024 || d.Value.Any(c => c is < ' ' or > '~')))
            return $"{metric}: dimensions";
        into.Add(new(name, metric, string.Join(',', dimensions.Select(d => $"{d.Item1}={d.Value}").Order(StringComparer.Ordinal)), at, datum.GetProperty("Unit").GetString(), values, counts));
        return null;
    }

    private static List<double> Numbers(JsonElement datum, string name) =>
        datum.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(n => n.GetDouble())] : [];
}
