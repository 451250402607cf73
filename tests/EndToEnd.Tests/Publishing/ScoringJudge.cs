using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Plimsoll.EndToEnd.Tests.Publishing;

/// <summary>A chat completions server on loopback whose scores differ from call to call, for whatever dimensions it is asked.</summary>
internal sealed class ScoringJudge : IAsyncDisposable
{
    private static readonly string[] s_scores = ["0.75", "1", "0.5"];

    private readonly WebApplication _app;
    private int _calls;
    private int _underWay;

    private ScoringJudge(WebApplication app) => _app = app;

    public bool IsIdle => Volatile.Read(ref _underWay) == 0;

    public Uri Url => new(new Uri(_app.Urls.Single()), "/v1");

    public static async Task<ScoringJudge> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var judge = new ScoringJudge(builder.Build());
        judge._app.Run(async context =>
        {
            Interlocked.Increment(ref judge._underWay);
            await judge.AnswerAsync(context);
            Interlocked.Decrement(ref judge._underWay);
        });
        await judge._app.StartAsync();
        return judge;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var asked = await JsonDocument.ParseAsync(context.Request.Body);
        var schema = asked.RootElement.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema");
        var dimensions = schema.GetProperty("properties").GetProperty("scores").GetProperty("properties").EnumerateObject().Select(d => d.Name);
        var score = s_scores[Interlocked.Increment(ref _calls) % s_scores.Length];
        var scores = dimensions.ToDictionary(d => d, _ => double.Parse(score, CultureInfo.InvariantCulture));
        var verdict = JsonSerializer.Serialize(new { scores, reason = "As the test has it." });
        await context.Response.WriteAsJsonAsync(new
        {
            choices = new[] { new { message = new { content = verdict } } },
            usage = new { prompt_tokens = 300, completion_tokens = 40 },
        });
    }
}
