using System.Diagnostics;
using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests;

/// <summary>A public trace, replayed by the command line into a fresh gateway, comes out with its own numbers.</summary>
public sealed class TruthTests : IDisposable
{
    private const double RelativeError = 0.0055;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-truth-");

    [SharedFact("data", "azure_llm_2023", "AzureLLMInferenceTrace_conv.csv")]
    public async Task Azure_trace_replayed_at_full_speed_shows_its_own_counts_and_quantiles()
    {
        await using var gateway = new GatewayProcess(_data.FullName, new Dictionary<string, string>());
        await gateway.StartAsync();
        var trace = SharedData.TryPath("data", "azure_llm_2023", "AzureLLMInferenceTrace_conv.csv")!;
        await ReplayAsync(trace, "azure", gateway.Address);
        await Eventually.TrueAsync(async () => (await GetAsync(gateway, "api/v1/components/azure")).GetProperty("requests").GetInt64() == 19_366, "19,366 requests");

        var view = await GetAsync(gateway, "api/v1/components/azure");
        Assert.Equal(22_361_870, view.GetProperty("input_tokens").GetInt64());
        Assert.Equal(4_088_665, view.GetProperty("output_tokens").GetInt64());
        AssertQuantiles(view, "input_tokens", 1020, 4083, 4142);
        AssertQuantiles(view, "output_tokens", 129, 451, 601);
        Assert.InRange(await BusiestMinuteAsync(gateway), 498, 522);
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static async Task ReplayAsync(string trace, string component, Uri gateway)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "plimsoll.dll"), "replay", trace, "--format", "azure", "--component", component,
                "--speed", "max", "--to", gateway.ToString(),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"replay ended with {process.ExitCode}:\n{await output}{await errors}");
    }

    private static void AssertQuantiles(JsonElement view, string measure, double p50, double p95, double p99)
    {
        var quantiles = view.GetProperty("quantiles").GetProperty(measure);
        foreach (var (name, exact) in new[] { ("p50", p50), ("p95", p95), ("p99", p99) })
            Assert.InRange(quantiles.GetProperty(name).GetDouble(), exact * (1 - RelativeError), exact * (1 + RelativeError));
    }

    private static async Task<double> BusiestMinuteAsync(GatewayProcess gateway)
    {
        var series = await GetAsync(gateway, "api/v1/components/azure/series?metric=requests&from=-2h&step=1m");
        return series.GetProperty("points").EnumerateArray().Max(p => p.GetProperty("value").ValueKind == JsonValueKind.Null ? 0 : p.GetProperty("value").GetDouble());
    }

    private static async Task<JsonElement> GetAsync(GatewayProcess gateway, string path)
    {
        using var answer = await gateway.Http.GetAsync(new Uri(path, UriKind.Relative));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return answer.IsSuccessStatusCode ? json.RootElement.Clone() : JsonDocument.Parse("""{"requests":0}""").RootElement;
    }
}
