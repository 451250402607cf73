using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Plimsoll.Support.CloudWatch;

/// <summary>Metrics that a recording CloudWatch knows of, as ListMetrics and GetMetricData tell of them.</summary>
public sealed class SageMakerMetrics
{
    private const int MostQueries = 500;

    private readonly Dictionary<string, KnownMetric> _known = [];

    /// <summary>Metrics on a page of ListMetrics.</summary>
    public int PageSize { get; set; } = 500;

    /// <summary>Queries on a page of GetMetricData.</summary>
    public int ResultsPerPage { get; set; } = 500;

    /// <summary>Ends a page with PartialData, which the next page completes.</summary>
    public bool Partial { get; set; }

    /// <summary>What was put, which is known as well.</summary>
    internal Func<IReadOnlyList<PutDatum>> Published { get; init; } = () => [];

    public int Lists { get; private set; }

    public int Gets { get; private set; }

    /// <param name="points">Value of a statistic in the period that begins then; null for none.</param>
    public void Add(string @namespace, string metric, IReadOnlyDictionary<string, string> dimensions, Func<DateTimeOffset, string, double?> points) =>
        _known[Key(@namespace, metric, dimensions)] = new(@namespace, metric, dimensions, points);

    internal string List(byte[] body)
    {
        Lists++;
        var input = JsonNode.Parse(body)!;
        var found = _known.Values.Concat(Put()).Where(m => Matches(m, input)).OrderBy(m => Key(m.Namespace, m.Metric, m.Dimensions), StringComparer.Ordinal).ToList();
        var from = Token(input);
        var page = new JsonObject { ["Metrics"] = new JsonArray([.. found.Skip(from).Take(PageSize).Select(Json)]), ["OwningAccounts"] = new JsonArray() };
        if (from + PageSize < found.Count)
            page["NextToken"] = (from + PageSize).ToString(CultureInfo.InvariantCulture);
        return page.ToJsonString();
    }

    internal string Get(byte[] body)
    {
        Gets++;
        var input = JsonNode.Parse(body)!;
        var queries = input["MetricDataQueries"]!.AsArray();
        if (queries.Count > MostQueries)
            return """{"__type":"ValidationError","message":"too many queries"}""";
        var (start, end) = (Time(input["StartTime"]!), Time(input["EndTime"]!));
        var from = Token(input);
        var results = queries.Skip(from).Take(ResultsPerPage).Select(q => Result(q!, start, end)).ToArray();
        var page = new JsonObject { ["MetricDataResults"] = new JsonArray([.. results]), ["Messages"] = new JsonArray() };
        if (from + ResultsPerPage < queries.Count)
            page["NextToken"] = (from + ResultsPerPage).ToString(CultureInfo.InvariantCulture);
        return page.ToJsonString();
    }

    private JsonObject Result(JsonNode query, DateTimeOffset start, DateTimeOffset end)
    {
        var asked = MetricQuestion.Read(query);
        var (times, values) = (new JsonArray(), new JsonArray());
        var put = Published().Where(d => asked.Matches(d.Namespace, d.Metric, d.DimensionValues)).ToLookup(d => d.At.Ticks / asked.Period.Ticks);
        var known = _known.Values.FirstOrDefault(m => asked.Matches(m.Namespace, m.Metric, m.Dimensions));
        for (var at = start; at < end; at += asked.Period)
        {
            if ((known?.Points(at, asked.Stat) ?? DatumStatistics.Of([.. put[at.Ticks / asked.Period.Ticks]], asked.Stat)) is not { } value)
                continue;
            times.Add(at.ToUnixTimeSeconds());
            values.Add(value);
        }
        return new JsonObject
        {
            ["Id"] = (string)query["Id"]!,
            ["Label"] = asked.Metric,
            ["Timestamps"] = times,
            ["Values"] = values,
            ["StatusCode"] = Partial ? "PartialData" : "Complete",
        };
    }

    private IEnumerable<KnownMetric> Put() => Published().DistinctBy(d => (d.Namespace, d.Metric, d.Dimensions))
        .Select(d => new KnownMetric(d.Namespace, d.Metric, d.DimensionValues, (_, _) => null));

    private static bool Matches(KnownMetric metric, JsonNode input) =>
        (input["Namespace"] is not { } wanted || (string)wanted! == metric.Namespace)
        && (input["MetricName"] is not { } name || (string)name! == metric.Metric)
        && (input["Dimensions"]?.AsArray() ?? []).All(d => metric.Dimensions.ContainsKey((string)d!["Name"]!));

    private static JsonObject Json(KnownMetric metric) => new JsonObject
    {
        ["Namespace"] = metric.Namespace,
        ["MetricName"] = metric.Metric,
        ["Dimensions"] = new JsonArray([.. metric.Dimensions.Select(d => new JsonObject { ["Name"] = d.Key, ["Value"] = d.Value })]),
    };

    private static int Token(JsonNode input) => input["NextToken"] is { } token ? int.Parse((string)token!, CultureInfo.InvariantCulture) : 0;

    private static DateTimeOffset Time(JsonNode seconds) => DateTimeOffset.FromUnixTimeMilliseconds((long)((double)seconds.AsValue().GetValue<JsonElement>().GetDouble() * 1_000));

    private static string Key(string @namespace, string metric, IReadOnlyDictionary<string, string> dimensions) =>
        $"{@namespace}|{metric}|{string.Join(',', dimensions.Select(d => $"{d.Key}={d.Value}").Order(StringComparer.Ordinal))}";

    private sealed record KnownMetric(string Namespace, string Metric, IReadOnlyDictionary<string, string> Dimensions, Func<DateTimeOffset, string, double?> Points);
}
