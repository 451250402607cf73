using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Plimsoll.EndToEnd.Tests;

/// <summary>Exposes metrics as vLLM and the DCGM exporter do, of requests that a test makes up.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    /// <summary>vLLM's bounds of the time to first token, seconds.</summary>
    public static readonly double[] Bounds = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20];

    private const string Labels = "engine=\"0\",model_name=\"qwen\"";

    private readonly Lock _lock = new();
    private readonly List<double> _ttftSeconds = [];
    private readonly WebApplication _app;

    private FakeEngine(WebApplication app) => _app = app;

    /// <summary>Host and port.</summary>
    public string Target => new Uri(_app.Urls.First()).Authority;

    public static async Task<FakeEngine> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var engine = new FakeEngine(builder.Build());
        engine._app.MapGet("/metrics", context =>
        {
            context.Response.ContentType = "text/plain; version=0.0.4";
            return context.Response.WriteAsync(engine.Exposition());
        });
        await engine._app.StartAsync();
        return engine;
    }

    /// <summary>Lets requests end, each with ten prompt tokens and five generated ones.</summary>
    public void Serve(IEnumerable<double> ttftSeconds)
    {
        lock (_lock)
            _ttftSeconds.AddRange(ttftSeconds);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string Exposition()
    {
        lock (_lock)
        {
            var count = _ttftSeconds.Count;
            var text = new StringBuilder("# TYPE vllm:num_requests_running gauge\n");
            Line(text, "vllm:num_requests_running", Labels, 3);
            Line(text, "vllm:num_requests_waiting", Labels, 2);
            Line(text, "vllm:kv_cache_usage_perc", Labels, 0.25);
            text.Append("# TYPE vllm:prompt_tokens_total counter\n");
            Line(text, "vllm:prompt_tokens_total", Labels, 10 * count);
            Line(text, "vllm:generation_tokens_total", Labels, 5 * count);
            Line(text, "vllm:request_success_total", Labels + ",finished_reason=\"stop\"", count - count / 10);
            Line(text, "vllm:request_success_total", Labels + ",finished_reason=\"length\"", count / 10);
            text.Append("# TYPE vllm:time_to_first_token_seconds histogram\n");
            foreach (var bound in Bounds.Append(double.PositiveInfinity))
            {
                var le = double.IsFinite(bound) ? bound.ToString("0.0##", CultureInfo.InvariantCulture) : "+Inf";
                Line(text, "vllm:time_to_first_token_seconds_bucket", $"{Labels},le=\"{le}\"", _ttftSeconds.Count(t => t <= bound));
            }
            Line(text, "vllm:time_to_first_token_seconds_sum", Labels, _ttftSeconds.Sum());
            Line(text, "vllm:time_to_first_token_seconds_count", Labels, count);
            foreach (var (name, value) in new[] { ("GPU_UTIL", 80d), ("FB_USED", 30_000), ("FB_FREE", 10_000), ("POWER_USAGE", 310.5), ("GPU_TEMP", 66) })
                Line(text, $"DCGM_FI_DEV_{name}", "gpu=\"0\",UUID=\"GPU-1\",modelName=\"H100\",inference_component=\"qwen\"", value);
            return text.ToString();
        }
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{{{labels}}} {value}\n");
}
