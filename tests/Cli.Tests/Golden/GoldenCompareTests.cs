using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Plimsoll.Support;

namespace Plimsoll.Cli.Tests.Golden;

public sealed class GoldenCompareTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plimsoll-pairs-");
    private int _asked;

    [Fact]
    public async Task Answers_that_a_run_kept_are_compared_by_pairs_in_both_orders()
    {
        // Better is what says good, wherever it stands. The fence around texts is of hexadecimal digits, which neither word has.
        await using var server = await StartAsync(user => user.IndexOf("good", StringComparison.Ordinal) < user.IndexOf("poor", StringComparison.Ordinal) ? 0 : 1);
        var (a, b) = (await RunAsync(server, "good"), await RunAsync(server, "poor"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(a));
        var run = Run();

        Assert.Equal(1, await run.RunAsync("golden", "compare", a, b, "--config", Config(server), "--judge", "j", "--fail-if-worse"));

        Assert.Equal("B is worse than A", run.OutLines[0]);
        Assert.StartsWith("win rate 0 [0, 0.", run.OutLines[1], StringComparison.Ordinal);
        Assert.EndsWith("over 20 pairs: 0 won, 20 lost, 0 ties", run.OutLines[1], StringComparison.Ordinal);
        Assert.Equal(40, _asked);
    }

    [Fact]
    public async Task Judge_that_prefers_what_it_is_shown_first_decides_nothing_and_is_told()
    {
        await using var server = await StartAsync(_ => 0);
        var (a, b) = (await RunAsync(server, "good"), await RunAsync(server, "poor"));
        var run = Run();

        Assert.Equal(0, await run.RunAsync("golden", "compare", a, b, "--config", Config(server), "--judge", "j", "--fail-if-worse"));

        Assert.Contains("20 ties", run.OutLines[1], StringComparison.Ordinal);
        Assert.Equal("the judge preferred what it was shown first on 20 pairs, and second on 0 (p 0): it is biased, and those pairs are ties", run.OutLines[2]);
    }

    [Fact]
    public async Task Same_answers_cost_no_call_and_those_without_a_counterpart_are_counted()
    {
        await using var server = await StartAsync(_ => 0);
        var a = await RunAsync(server, "good");
        var b = File("b.jsonl", string.Join('\n', (await System.IO.File.ReadAllLinesAsync(a)).Skip(1)));
        var run = Run();

        Assert.Equal(0, await run.RunAsync("golden", "compare", a, b, "--config", Config(server), "--judge", "j"));
        Assert.Contains("over 19 pairs: 0 won, 0 lost, 19 ties", run.OutLines[1], StringComparison.Ordinal);
        Assert.Equal("1 answers have no counterpart in the other file", run.OutLines[^1]);
        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task Broken_files_and_judges_that_cannot_be_had_are_named_before_anybody_is_asked()
    {
        var run = Run();

        Assert.Equal(2, await run.RunAsync(
            "golden", "compare", File("a.jsonl", "{\"id\":\"x\"}"), File("b.jsonl", ""), "--config", File("plimsoll.yaml", "judges: { own: { kind: heuristic } }\n"), "--judge", "own"));

        Assert.Contains("a.jsonl:1", run.Error, StringComparison.Ordinal);
        Assert.Contains("'own' is a heuristic", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static CliRun Run() => new() { Time = new ManualTimeProvider(CliRun.Now) };

    private async Task<string> RunAsync(WebApplication server, string answer)
    {
        var set = File("set.jsonl", string.Join('\n', Enumerable.Range(0, 20).Select(i => $$"""{"id":"q{{i:00}}","prompt":"Say {{answer}}","pattern":"."}""")));
        var kept = Path.Combine(_folder.FullName, $"{answer}.jsonl");
        var run = Run();
        Assert.Equal(0, await run.RunAsync("golden", "run", set, "--endpoint", $"{server.Urls.Single()}/v1", "--model", "m", "--answers", kept));
        return kept;
    }

    private string Config(WebApplication server) => File("plimsoll.yaml", $$"""judges: { j: { kind: openai, model: m, base_url: '{{server.Urls.Single()}}/v1' } }""");

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A model that says what it is told to, and a judge.</summary>
    /// <param name="preference">From all that the judge is told of the pair.</param>
    private async Task<WebApplication> StartAsync(Func<string, int> preference)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/chat/completions", async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            var messages = body.RootElement.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("content").GetString()!).ToList();
            await context.Response.WriteAsync(Completion(messages.Count == 1 ? messages[0]["Say ".Length..] : Verdict(preference(messages[1][messages[1].IndexOf("passage", StringComparison.OrdinalIgnoreCase)..]))));
        });
        await app.StartAsync();
        return app;
    }

    private string Verdict(int preference)
    {
        Interlocked.Increment(ref _asked);
        return $$"""{"scores":{"preference":{{preference}}},"reason":"so"}""";
    }

    private static string Completion(string text) => $$"""{"choices":[{"finish_reason":"stop","message":{"content":{{JsonSerializer.Serialize(text)}} } }]}""";
}
