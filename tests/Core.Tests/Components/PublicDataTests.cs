using System.Globalization;
using System.Text.Json;
using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.History;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

public class PublicDataTests
{
    private const double Tolerance = 0.0055;

    [SharedFact("data", "azure_llm_2023", "AzureLLMInferenceTrace_conv.csv")]
    public void Azure_trace_shows_its_totals_and_quantiles()
    {
        var lines = File.ReadAllLines(SharedData.TryPath("data", "azure_llm_2023", "AzureLLMInferenceTrace_conv.csv")!);
        var feed = new Feed();
        foreach (var chunk in lines.Skip(1).Select(Parse).Chunk(1000))
            feed.Send(chunk.Max(r => r.TimestampMs), chunk);

        var now = feed.Component.Summary(0).LastSeen!.Value.ToUnixTimeMilliseconds();
        var view = feed.View(now);
        Assert.Equal((19_366, 22_361_870, 4_088_665), (view.Requests, view.InputTokens, view.OutputTokens));
        AssertNear([1020, 4083, 4142], view.Quantiles["input_tokens"]);
        AssertNear([129, 451, 601], view.Quantiles["output_tokens"]);
        Assert.InRange(feed.Component.Summary(now + Feed.Minute).RequestsByMinute.Max(), 498, 522);
    }

    [SharedFact("data", "llmperf_leaderboard", "individual")]
    public void Leaderboard_quantiles_of_every_provider_agree_with_the_published_ones()
    {
        var compared = 0;
        foreach (var path in Directory.GetFiles(SharedData.TryPath("data", "llmperf_leaderboard", "individual")!))
            compared += CompareProvider(path, path.Replace("individual", "summary", StringComparison.Ordinal));

        Assert.Equal(342, compared);
    }

    private static int CompareProvider(string individual, string summary)
    {
        using var requests = JsonDocument.Parse(File.ReadAllText(individual));
        using var published = JsonDocument.Parse(File.ReadAllText(summary));
        var feed = new Feed();
        feed.Send(Feed.T0, requests.RootElement.EnumerateArray().Select(ToRecord));
        var errors = requests.RootElement.EnumerateArray().Count(Failed);
        Assert.Equal(errors, feed.View(Feed.T0).Errors);
        Assert.Equal(requests.RootElement.GetArrayLength() - errors, feed.View(Feed.T0).Quantiles["ttft_ms"].Count);

        var traffic = OnlyMinute(feed);
        var compared = 0;
        foreach (var (name, measure) in new[] { ("inter_token_latency_s", Measure.Tpot), ("ttft_s", Measure.Ttft), ("end_to_end_latency_s", Measure.Total) })
        {
            foreach (var percent in new[] { 25, 50, 75, 90, 95, 99 })
            {
                var expected = published.RootElement.GetProperty($"results_{name}_quantiles_p{percent}").GetDouble();
                var actual = traffic[measure]!.Quantile(percent / 100.0)!.Value;
                Assert.True(Math.Abs(actual / expected - 1) <= Tolerance, $"{Path.GetFileName(summary)} {name} p{percent}: {actual} against {expected}");
                compared++;
            }
        }
        return compared;
    }

    /// <summary>The histograms behind the view, for the quantiles that it does not show.</summary>
    private static TrafficAggregate OnlyMinute(Feed feed)
    {
        var block = feed.Component.Save(0).Changed.Single(b => b.Name.StartsWith("minute/", StringComparison.Ordinal));
        var reader = new StateReader(block.Name, block.Bytes.Span);
        return Window.Read(ref reader).Traffic!;
    }

    private static InferenceRecord ToRecord(JsonElement request) => new()
    {
        Component = Feed.Name,
        TimestampMs = Feed.T0,
        ErrorType = Failed(request) ? request.GetProperty("error_code").ToString() : null,
        TpotMs = Milliseconds(request, "inter_token_latency_s"),
        TtftMs = Milliseconds(request, "ttft_s"),
        TotalLatencyMs = Milliseconds(request, "end_to_end_latency_s"),
    };

    private static bool Failed(JsonElement request) => request.GetProperty("error_code").ValueKind != JsonValueKind.Null;

    private static double? Milliseconds(JsonElement request, string name) =>
        request.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() * 1000 : null;

    private static InferenceRecord Parse(string line)
    {
        var parts = line.Split(',');
        var at = DateTime.Parse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        return new InferenceRecord
        {
            Component = Feed.Name,
            TimestampMs = new DateTimeOffset(at).ToUnixTimeMilliseconds(),
            InputTokens = long.Parse(parts[1], CultureInfo.InvariantCulture),
            OutputTokens = long.Parse(parts[2], CultureInfo.InvariantCulture),
        };
    }

    private static void AssertNear(double[] expected, Plimsoll.Components.Views.DistributionView actual)
    {
        Assert.InRange(actual.P50!.Value, expected[0] * (1 - Tolerance), expected[0] * (1 + Tolerance));
        Assert.InRange(actual.P95!.Value, expected[1] * (1 - Tolerance), expected[1] * (1 + Tolerance));
        Assert.InRange(actual.P99!.Value, expected[2] * (1 - Tolerance), expected[2] * (1 + Tolerance));
    }
}
