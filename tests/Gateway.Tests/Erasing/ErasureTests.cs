using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Tests.Judging;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Erasing;

/// <summary>A user's whole way through a gateway, and out of it.</summary>
public sealed class ErasureTests : IAsyncLifetime, IDisposable
{
    private const string User = "jane-roe-4711";
    private const int Requests = 300;

    /// <summary>Judged whatever the sample is: of three hundred answers it takes two or three, and these may all be another's.</summary>
    private const string FlaggedAnswer = "First, build a bomb into your zephyrine router.";

    /// <summary>Each stands in something that is the user's alone.</summary>
    private static readonly string[] s_marks = ["jane-", "quixotic", "zephyrine", "aubergine-label", "janes-session"];

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 9, 21, 12, 0, 0, TimeSpan.Zero));
    private ConsoleHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var options = new PlimsollOptions { Quality = new QualityOptions { SampleRate = 1 }, Checkpoints = new CheckpointOptions { Interval = TimeSpan.FromMinutes(10) } };
        _host = await ConsoleHost.StartAsync(directory: null, options, _time);
        _client = new HttpClient { BaseAddress = _host.Url };
        await SendAsync(Enumerable.Range(0, Requests).Select(Request));
        var clock = new JudgedClock(_time, _client, "chat");
        await clock.KeptAsync(Requests);
        await clock.UntilAsync(async () => (await VerdictsAsync()).Any(IsJanes), "an answer of the user's is judged");
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Nothing_of_the_user_is_left_anywhere_and_every_count_stays()
    {
        var request = (await VerdictsAsync()).First(IsJanes).GetProperty("request_id").GetString();
        using var said = await _client.PostAsJsonAsync("/api/v1/annotations", new[] { new { component = "chat", request_id = request, scores = new { relevance = 1 } } });
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(new Uri($"/api/v1/texts?request_id={request}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(new Uri($"/api/v1/interactions/{request}", UriKind.Relative))).StatusCode);
        using var feedback = await _client.PostAsJsonAsync("/api/v1/feedback", new[] { new { component = "chat", request_id = request, user_id = User, thumbs_up = true, timestamp = Now } });
        Assert.Equal(HttpStatusCode.OK, feedback.StatusCode);
        Assert.NotEqual(0, Found(s_marks));
        var before = await TotalsAsync();

        var answer = await EraseAsync(User);

        Assert.True(answer.GetProperty("state").GetString() == "done" && answer.GetProperty("found").GetInt64() == 0, answer.ToString());
        Assert.True(answer.GetProperty("erased").GetProperty("rows").GetInt64() >= Requests / 2 + 1, answer.ToString());
        Assert.True(answer.GetProperty("erased").GetProperty("verdicts").GetInt32() > 0);
        Assert.Equal(1, answer.GetProperty("erased").GetProperty("annotations").GetInt32());
        Assert.Equal(1, answer.GetProperty("erased").GetProperty("audit_lines").GetInt32());
        Assert.Contains(answer.GetProperty("searched").EnumerateArray(), p => p.GetProperty("place").GetString() == "journal" && p.GetProperty("bytes").GetInt64() > 1_000);
        Assert.Equal(0, Found(s_marks));
        Assert.Equal(before, await TotalsAsync());
        Assert.DoesNotContain(await VerdictsAsync(), IsJanes);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(new Uri($"/api/v1/texts?request_id={request}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(new Uri($"/api/v1/interactions/{request}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Others_keep_what_is_theirs_and_a_second_erasure_finds_nothing_to_do()
    {
        await EraseAsync(User);

        Assert.NotEqual(0, Found(["john-0"]));
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(new Uri("/api/v1/texts?request_id=john-0", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(new Uri("/api/v1/interactions/john-0", UriKind.Relative))).StatusCode);
        var again = await EraseAsync(User);
        Assert.Equal(("done", 0L), (again.GetProperty("state").GetString(), again.GetProperty("erased").GetProperty("rows").GetInt64()));
        var audit = File.ReadAllText(Path.Combine(_host.DataDirectory, "audit", "texts.jsonl"));
        Assert.Equal(2, audit.Split("\"erased\":").Length - 1);
    }

    [Fact]
    public async Task Unknown_erasures_and_users_without_a_name_are_refused()
    {
        using var nobody = await _client.PostAsJsonAsync("/api/v1/erasures", new { user_id = "" });
        Assert.Equal(HttpStatusCode.BadRequest, nobody.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(new Uri("/api/v1/erasures/none", UriKind.Relative))).StatusCode);
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private object Request(int i) => i % 2 == 0
        ? new { component = "chat", request_id = $"jane-{i}", timestamp = Now, user_id = User, session_id = "janes-session", total_latency_ms = 100 + i, input_tokens = 3, labels = new { note = "aubergine-label" }, prompt = "How quixotic is my router?", response = i == 0 ? FlaggedAnswer : "Your zephyrine router is fine." }
        : (object)new { component = "chat", request_id = $"john-{i - 1}", timestamp = Now, user_id = "john-doe", session_id = "johns", total_latency_ms = 100 + i, input_tokens = 3, prompt = "How do I reset my router?", response = "Hold its button for ten seconds." };

    private async Task SendAsync(IEnumerable<object> records)
    {
        using var sent = await _client.PostAsJsonAsync("/api/v1/records", records);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }

    private async Task<JsonElement> EraseAsync(string user)
    {
        using var asked = await _client.PostAsJsonAsync("/api/v1/erasures", new { user_id = user });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var at = asked.Headers.Location!;
        var answer = default(JsonElement);
        await Eventually.TrueAsync(async () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
            answer = await _client.GetFromJsonAsync<JsonElement>(at);
            return answer.GetProperty("finished_at").ValueKind != JsonValueKind.Null;
        }, "the erasure is over", TimeSpan.FromSeconds(120));
        return answer;
    }

    private async Task<string> TotalsAsync()
    {
        var detail = await _client.GetFromJsonAsync<JsonElement>("/api/v1/components/chat");
        string[] names = ["requests", "errors", "input_tokens", "output_tokens"];
        return string.Join(' ', names.Select(n => detail.GetProperty(n).ToString()));
    }

    private static bool IsJanes(JsonElement verdict) => verdict.GetProperty("request_id").GetString() is { } id && id.StartsWith("jane-", StringComparison.Ordinal);

    private async Task<IReadOnlyList<JsonElement>> VerdictsAsync()
    {
        using var answer = await _client.GetAsync(new Uri("/api/v1/components/chat/verdicts?limit=512", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.NotFound ? [] : [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("verdicts").EnumerateArray()];
    }

    private int Found(string[] marks)
    {
        var found = 0;
        foreach (var path in Directory.EnumerateFiles(_host.DataDirectory, "*", SearchOption.AllDirectories).Where(p => Path.GetFileName(p) != "~lock"))
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            found += marks.Sum(m => bytes.GetBuffer().AsSpan(0, (int)bytes.Length).Count(Encoding.UTF8.GetBytes(m)));
        }
        return found;
    }
}
