using System.Diagnostics;
using System.Globalization;
using Plimsoll.Bench.Targets;

namespace Plimsoll.Bench;

/// <summary>
/// Sends every event over some connections, a batch after the other on each, and waits until a query shows all totals.
/// The clock starts at the first request and stops at the first query that shows them.
/// </summary>
internal static class IngestRun
{
    private const int BatchSize = 1_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(IngestTarget target, Uri server, int count, int connections, int round)
    {
        var events = Workload.Create(count, TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(10), round * count);
        var endpoint = new Uri(server, target.Path);
        var requests = events.Chunk(BatchSize).Select(batch => PostConnection.Prepare(endpoint, target.ContentType, target.Body(batch))).ToList();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false });
        await client.GetStringAsync(new Uri(server, target.Health));
        await target.PrepareAsync(client, server);
        var expected = Totals.Of(events) + (round == 0 ? default : await target.QueryAsync(client, server));
        GC.Collect();

        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        SendAll(server, requests, connections);
        var sent = Stopwatch.GetElapsedTime(start);
        await target.FlushAsync(client, server);
        var seen = await target.QueryAsync(client, server);
        while (seen != expected)
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                Console.Error.WriteLine($"not visible within {Limit}: {seen} instead of {expected}");
                return 1;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            seen = await target.QueryAsync(client, server);
        }
        var visible = Stopwatch.GetElapsedTime(start);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count / visible.TotalSeconds:0} {visible.TotalSeconds:0.00} {sent.TotalSeconds:0.00} {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.00} {requests.Sum(r => (long)r.Length) >> 20}"));
        return 0;
    }

    /// <summary>A thread for each connection takes the next batch as soon as the one before is answered.</summary>
    private static void SendAll(Uri server, List<byte[]> requests, int connections)
    {
        var next = -1;
        var threads = Enumerable.Range(0, connections).Select(_ => new Thread(() =>
        {
            using var connection = new PostConnection(server);
            while (Interlocked.Increment(ref next) is var at && at < requests.Count)
                connection.Send(requests[at]);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }
}
