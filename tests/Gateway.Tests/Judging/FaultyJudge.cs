using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Plimsoll.Gateway.Tests.Judging;

/// <summary>A chat completions server on loopback that is slow, dead, throttling, lying or says everything twice, in turns.</summary>
internal sealed class FaultyJudge : IAsyncDisposable
{
    public const string Reason = "halcyon";

    private const string Verdict = """{\"scores\":{\"safety\":1,\"relevance\":SCORE,\"professional_tone\":1},\"reason\":\"halcyon\"}""";

    private readonly WebApplication _app;
    private readonly bool _faulty;
    private int _calls;
    private int _hanging;

    private FaultyJudge(WebApplication app, bool faulty) => (_app, _faulty) = (app, faulty);

    public Uri Url => new(new Uri(_app.Urls.Single()), "/v1");

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Calls that nobody answers.</summary>
    public int Hanging => Volatile.Read(ref _hanging);

    public static async Task<FaultyJudge> StartAsync(bool faulty)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var judge = new FaultyJudge(builder.Build(), faulty);
        judge._app.Run(judge.AnswerAsync);
        await judge._app.StartAsync();
        return judge;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var call = Interlocked.Increment(ref _calls);
        return (_faulty ? call % 9 : 0) switch
        {
            1 => HangAsync(context),
            2 => WriteAsync(context, 429, "", retryAfter: 3),
            3 => WriteAsync(context, 503, ""),
            4 => WriteAsync(context, 200, "<html>busy</html>"),
            5 => WriteAsync(context, 200, Completion("7")),
            6 => WriteAsync(context, 200, Completion("1") + Completion("0")),
            7 => AbortAsync(context),
            _ => WriteAsync(context, 200, Completion("1")),
        };
    }

    private async Task HangAsync(HttpContext context)
    {
        Interlocked.Increment(ref _hanging);
        var gone = new TaskCompletionSource();
        using var registered = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
        Interlocked.Decrement(ref _hanging);
    }

    private static Task AbortAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(HttpContext context, int status, string body, int? retryAfter = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (retryAfter is { } seconds)
            context.Response.Headers.RetryAfter = $"{seconds}";
        await context.Response.WriteAsync(body);
    }

    private static string Completion(string relevance) =>
        """{"choices":[{"message":{"content":"VERDICT"}}],"usage":{"prompt_tokens":300,"completion_tokens":40}}"""
            .Replace("VERDICT", Verdict.Replace("SCORE", relevance, StringComparison.Ordinal), StringComparison.Ordinal);
}
