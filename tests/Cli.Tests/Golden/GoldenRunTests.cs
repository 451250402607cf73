using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Plimsoll.Support;

namespace Plimsoll.Cli.Tests.Golden;

public sealed class GoldenRunTests : IDisposable
{
    private const string Questions = """
        {"id":"fr-1","prompt":"Capital of France?","answer":"Paris","group":"france"}
        {"id":"fr-2","prompt":"France's capital?","answer":"Paris","group":"france"}
        {"id":"pi","prompt":"Pi?","score":"numeric","answer":"3.14","tolerance":0.01}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plimsoll-golden-");

    [Fact]
    public async Task A_run_is_scored_written_and_compared_with_the_one_before()
    {
        var set = File("set.jsonl", Questions);
        var (last, now) = (Path.Combine(_folder.FullName, "last.json"), Path.Combine(_folder.FullName, "now.json"));
        await using (var good = await ModelAsync(prompt => prompt.StartsWith("Pi", StringComparison.Ordinal) ? "3.1416" : "Paris."))
        {
            var first = Run();
            Assert.Equal(0, await first.RunAsync("golden", "run", set, "--endpoint", Url(good), "--model", "m", "--report", last));
            Assert.Equal(["score 1 over 3 of 3 questions, consistency 1"], first.OutLines);
        }
        await using var worse = await ModelAsync(prompt => prompt.StartsWith("Capital", StringComparison.Ordinal) ? "Lyon" : "Paris, 3.14");
        var run = Run();

        Assert.Equal(1, await run.RunAsync("golden", "run", set, "--endpoint", Url(worse), "--model", "m", "--report", now, "--previous", last));

        Assert.Equal(
        [
            "score 0.333 over 3 of 3 questions, consistency 0",
            "against 2026-03-04 10:20 UTC: -0.667 over 3 questions, 2 worse and 0 better (sign test p 0.25)",
            "worse: fr-1, fr-2",
            "consistency -1",
            "regression: more than 0.02 is lost",
        ], run.OutLines);
        Assert.DoesNotContain("Lyon", await System.IO.File.ReadAllTextAsync(now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_smaller_loss_than_allowed_is_no_regression()
    {
        var set = File("set.jsonl", Questions);
        var last = Path.Combine(_folder.FullName, "last.json");
        await using (var good = await ModelAsync(_ => "Paris 3.14"))
            await Run().RunAsync("golden", "run", set, "--endpoint", Url(good), "--model", "m", "--report", last);
        await using var worse = await ModelAsync(_ => "Paris 3.99");

        Assert.Equal(0, await Run().RunAsync("golden", "run", set, "--endpoint", Url(worse), "--model", "m", "--previous", last, "--max-drop", "0.5"));
        Assert.Equal(1, await Run().RunAsync("golden", "run", set, "--endpoint", Url(worse), "--model", "m", "--previous", last));
    }

    [Fact]
    public async Task A_question_without_an_answer_fails_the_run_and_is_named()
    {
        await using var broken = await ModelAsync(_ => null);
        var run = Run();

        Assert.Equal(1, await run.RunAsync("golden", "run", File("set.jsonl", Questions), "--endpoint", Url(broken), "--model", "m"));

        Assert.Equal(["score – over 0 of 3 questions, consistency –", "no score (http_400): fr-1, fr-2, pi"], run.OutLines);
    }

    [Theory]
    [InlineData("", "give either --endpoint with --model, or --sagemaker")]
    [InlineData("--endpoint http://h/v1", "--endpoint and --model stand together")]
    [InlineData("--endpoint http://h/v1 --model m --sagemaker e", "give either --endpoint with --model, or --sagemaker")]
    [InlineData("--sagemaker e --judge j", "--judge and --config stand together: the file says how the judge is reached")]
    [InlineData("--endpoint ftp://h --model m", "--endpoint: 'ftp://h' is not an http:// or https:// URL")]
    public async Task Wrong_usage_says_what_is_wrong(string options, string said)
    {
        var run = Run();

        Assert.Equal(2, await run.RunAsync(["golden", "run", File("set.jsonl", Questions), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_the_files_is_told_before_anything_is_asked()
    {
        await using var model = await ModelAsync(_ => throw new InvalidOperationException("asked"));
        var run = Run();

        Assert.Equal(2, await run.RunAsync(
            "golden", "run", File("set.jsonl", """{"id":"a","prompt":"p","score":"judge","answer":"x"}"""), "--endpoint", Url(model), "--model", "m",
            "--previous", File("last.json", "[]"), "--config", File("plimsoll.yaml", "judges: { own: { kind: heuristic } }\n"), "--judge", "other"));

        Assert.Contains("last.json: is no report of a run", run.Error, StringComparison.Ordinal);
        Assert.Contains("plimsoll.yaml: there is no judge 'other'; there are: own", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_is_a_golden_set_and_needs_a_judge()
    {
        var run = Run();

        Assert.Equal(2, await run.RunAsync("golden", "run", Path.Combine(Repository.Root, "docs/examples/golden.jsonl"), "--endpoint", "http://127.0.0.1:1/v1", "--model", "m"));
        Assert.Contains("has questions with the score 'judge'; name one by --config and --judge", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A clock that stands still: no call is late.</summary>
    private static CliRun Run() => new() { Time = new ManualTimeProvider(CliRun.Now) };

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static string Url(WebApplication model) => $"{model.Urls.Single()}/v1";

    /// <param name="answer">To a prompt; null for a refusal.</param>
    private static async Task<WebApplication> ModelAsync(Func<string, string?> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/chat/completions", async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            var text = answer(body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!);
            context.Response.StatusCode = text is null ? 400 : 200;
            await context.Response.WriteAsync($$"""{"choices":[{"message":{"content":{{JsonSerializer.Serialize(text)}} } }]}""");
        });
        await app.StartAsync();
        return app;
    }
}
