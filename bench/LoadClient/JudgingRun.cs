using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Plimsoll.Bench;

/// <summary>
/// Sends answers with their texts until the first of them are to be judged, and then for a while more, which is what is timed: so
/// the judge, whatever it is like, is asked all the while. Where it plays the judge itself it counts what it is asked.
/// </summary>
internal static class JudgingRun
{
    private const int WarmUpBatches = 200;
    private static readonly Uri s_quality = new("api/v1/components/judged-0/quality", UriKind.Relative);
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);

    /// <summary>In which what judging takes is compiled, a second of work or two that comes once.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(4);

    /// <summary>For the minute in which the sample is taken, and what waits then.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(100);

    /// <param name="judge">Where it plays the judge; null where somebody or nobody else does.</param>
    /// <param name="hold">How long the judge keeps each call.</param>
    /// <returns>Prints records a second, calls for judgements, and calls a second in the longest row of them.</returns>
    public static async Task<int> RunAsync(Uri gateway, TimeSpan timed, Uri? judge, TimeSpan hold)
    {
        using var stub = judge is null ? null : StubJudge.Start(judge, hold);
        using var client = new HttpClient { BaseAddress = gateway };
        var batch = new AnswerBatch();
        for (var i = 0; i < WarmUpBatches; i++)
            await SendAsync(client, batch);
        await WaitAsync(async () => await IsJudgingAsync(client), s_longest);
        await Task.Delay(s_settling, TimeProvider.System);

        var (watch, sent) = (Stopwatch.StartNew(), 0L);
        for (; watch.Elapsed < timed; sent += AnswerBatch.Records)
            await SendAsync(client, batch);
        var rate = sent / watch.Elapsed.TotalSeconds;
        if (stub is not null && hold == TimeSpan.Zero)
            await WaitAsync(() => Task.FromResult(stub.SinceLast > s_quiet && stub.Rows > 1), s_longest);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate:0} {stub?.Asked ?? 0} {stub?.PerSecond ?? 0:0}"));
        return 0;
    }

    private static async Task SendAsync(HttpClient client, AnswerBatch batch)
    {
        using var content = new ReadOnlyMemoryContent(batch.Next());
        content.Headers.ContentType = new("application/x-ndjson");
        using var sent = await client.PostAsync(new Uri("api/v1/records", UriKind.Relative), content);
        sent.EnsureSuccessStatusCode();
    }

    private static async Task<bool> IsJudgingAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(s_quality);
        return answer.IsSuccessStatusCode
            && (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("judge").GetProperty("requested").GetInt64() > 0;
    }

    private static async Task WaitAsync(Func<Task<bool>> holds, TimeSpan longest)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < longest && !await holds();)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
    }
}
