using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Plimsoll.Bench;

/// <summary>Sends answers with their texts, and, where it plays the judge itself, counts what it is asked.</summary>
internal static class JudgingRun
{
    private const int Components = 20;
    private const int BatchSize = 1_000;
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);

    /// <param name="judge">Where it plays the judge; null where somebody or nobody else does.</param>
    /// <param name="hold">How long the judge keeps each call.</param>
    /// <returns>Prints records a second, judged answers and judged answers a second.</returns>
    public static async Task<int> RunAsync(Uri gateway, int records, Uri? judge, TimeSpan hold)
    {
        using var stub = judge is null ? null : StubJudge.Start(judge, hold);
        using var client = new HttpClient { BaseAddress = gateway };
        var batches = Enumerable.Range(0, records / BatchSize).Select(Batch).ToList();
        var watch = Stopwatch.StartNew();
        foreach (var batch in batches)
        {
            using var content = new ByteArrayContent(batch);
            content.Headers.ContentType = new("application/x-ndjson");
            using var sent = await client.PostAsync(new Uri("api/v1/records", UriKind.Relative), content);
            sent.EnsureSuccessStatusCode();
        }
        var rate = batches.Count * BatchSize / watch.Elapsed.TotalSeconds;
        while (stub is not null && hold == TimeSpan.Zero && watch.Elapsed < s_longest && !(stub.SinceLast > s_quiet))
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate:0} {stub?.Asked ?? 0} {stub?.PerSecond ?? 0:0}"));
        return 0;
    }

    private static byte[] Batch(int number)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var text = new StringBuilder();
        for (var i = 0; i < BatchSize; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                {"component":"judged-{{i % Components}}","request_id":"{{Guid.NewGuid():n}}","timestamp":{{now}},"model_version":"v1","total_latency_ms":{{100 + (number + i) % 900}},"input_tokens":40,"output_tokens":60,"prompt":"How do I reset router number {{i}}? It no longer connects to the network of the house since yesterday.","response":"Hold the reset button of the router for ten seconds, wait until the lamp blinks, and enter the name and the password of the network again."}
                """).Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
