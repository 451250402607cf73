using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Plimsoll.ComponentHost;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Judging;

/// <summary>A running gateway with a judge over HTTP.</summary>
public sealed class JudgeFaultTests : IAsyncLifetime, IDisposable
{
    /// <summary>What a component's queue holds at most.</summary>
    private const int MostQueued = 1_000;

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 9, 21, 12, 0, 0, TimeSpan.Zero));
    private ConsoleHost? _host;
    private FaultyJudge? _judge;
    private HttpClient? _client;
    private JudgedClock? _clock;
    private int _sent;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (_judge is not null)
            await _judge.DisposeAsync();
    }

    public void Dispose() => _client?.Dispose();

    [Fact]
    public async Task Every_candidate_ends_with_a_reason_whatever_the_judge_does_and_ingest_goes_on()
    {
        await StartAsync(faulty: true, new PrivacyOptions());
        await SendAsync(200);
        var accepted = 200;
        await _clock!.UntilAsync(async () =>
        {
            if (_judge!.Hanging > 0 && accepted < 300)
                accepted += await SendAsync(10);
            var judge = await JudgeAsync();
            Assert.True(Number(judge, "waiting") + Number(judge, "in_flight") <= MostQueued);
            return Number(judge, "requested") >= 20 && _judge.Calls >= 18 && Number(judge, "waiting") + Number(judge, "in_flight") == 0;
        }, "nothing waits any more");

        var ended = (await JudgeAsync()).GetProperty("ended").EnumerateArray().ToList();
        Assert.Equal(Number(await JudgeAsync(), "requested"), ended.Sum(e => e.GetProperty("count").GetInt64()));
        Assert.All(ended, e => Assert.NotEmpty(e.GetProperty("reason").GetString()!));
        Assert.Contains(ended, e => e.GetProperty("end").GetString() == "judged");
        Assert.True(accepted > 200, "the judge was slow while records came");
        Assert.All(await VerdictsAsync(), v => Assert.InRange(v.GetProperty("composite").GetDouble(), 0, 1));
    }

    [Fact]
    public async Task Texts_and_judges_words_are_gone_after_the_retention_and_then_from_the_disk_too()
    {
        string[] texts = ["quixotic", "zephyrine", "passage-mark", FaultyJudge.Reason];
        await StartAsync(faulty: false, new PrivacyOptions { TextRetention = TimeSpan.FromHours(1) });
        await SendAsync(60);
        await WaitForVerdictsAsync();
        Assert.Contains(await VerdictsAsync(), v => v.GetProperty("reason").GetString() == FaultyJudge.Reason);
        Assert.All(texts, t => Assert.NotEqual(0, Found(t)));

        _time.Advance(TimeSpan.FromMinutes(61));
        await _clock!.UntilAsync(async () => (await VerdictsAsync()).Count == 0, "the verdicts are gone");

        _time.Advance(HostedComponent.ForgetsWithin);
        await _clock.UntilAsync(() => Task.FromResult(Found(texts) == 0), "the bytes are gone");
    }

    [Fact]
    public async Task Without_texts_nothing_that_was_said_reaches_the_disk_or_a_judge()
    {
        await StartAsync(faulty: false, new PrivacyOptions { MetadataOnly = true });
        await SendAsync(60);
        for (var turn = 0; turn < 30; turn++)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await JudgeAsync();
        }

        Assert.Equal(0, _judge!.Calls);
        Assert.Equal(0, Found("quixotic", "zephyrine", "passage-mark"));
        Assert.NotEqual(0, Found("request-7"));
    }

    private async Task StartAsync(bool faulty, PrivacyOptions privacy)
    {
        _judge = await FaultyJudge.StartAsync(faulty);
        var settings = new JudgeSettings("stub", new Evaluator(EvaluatorKind.OpenAi, "m")) { BaseUrl = _judge.Url, Timeout = TimeSpan.FromSeconds(10) };
        var quality = new QualityOptions
        {
            SampleRate = 1,
            Judge = settings,
            Rubric = new Rubric(BuiltInRubrics.StandardId, BuiltInRubrics.Standard, settings.Evaluator),
        };
        _host = await ConsoleHost.StartAsync(directory: null, new PlimsollOptions { Quality = quality, Privacy = privacy }, _time);
        _client = new HttpClient { BaseAddress = _host.Url };
        _clock = new JudgedClock(_time, _client, "chat") { Hanging = () => _judge.Hanging };
    }

    /// <summary>Answers of which every fifth is flagged by the screen, and so is judged.</summary>
    private async Task<int> SendAsync(int requests)
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var records = Enumerable.Range(_sent, requests).Select(i => new
        {
            component = "chat",
            request_id = $"request-{i}",
            timestamp = now,
            total_latency_ms = 100 + i,
            prompt = "How quixotic is my router?",
            response = i % 5 == 0 ? "First, build a bomb." : "Your zephyrine router is fine.",
            context = new[] { "passage-mark" },
        });
        _sent += requests;
        using var sent = await _client!.PostAsJsonAsync("/api/v1/records", records);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        return requests;
    }

    private async Task WaitForVerdictsAsync()
    {
        await _clock!.KeptAsync(_sent);
        await _clock.UntilAsync(async () => (await VerdictsAsync()).Count > 0, "an answer is judged");
    }

    private static long Number(JsonElement judge, string name) => judge.GetProperty(name).GetInt64();

    private async Task<JsonElement> JudgeAsync()
    {
        JsonElement judge = default;
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await _client!.GetAsync(new Uri("/api/v1/components/chat/quality", UriKind.Relative));
            if (!answer.IsSuccessStatusCode)
                return false;
            judge = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("judge");
            return true;
        }, "the component is there");
        return judge;
    }

    private async Task<IReadOnlyList<JsonElement>> VerdictsAsync()
    {
        using var answer = await _client!.GetAsync(new Uri("/api/v1/components/chat/verdicts?limit=512", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.NotFound ? [] : [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("verdicts").EnumerateArray()];
    }

    private int Found(params string[] marks)
    {
        var found = 0;
        foreach (var path in Directory.EnumerateFiles(_host!.DataDirectory, "*", SearchOption.AllDirectories).Where(p => Path.GetFileName(p) != "~lock"))
        {
            using var file = Open(path);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            found += marks.Sum(m => bytes.GetBuffer().AsSpan(0, (int)bytes.Length).Count(Encoding.UTF8.GetBytes(m)));
        }
        return found;
    }

    private static Stream Open(string path)
    {
        try
        {
            return File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            // Deleted since the directory was read.
            return Stream.Null;
        }
    }
}
