using System.Diagnostics;
using System.Globalization;
using Plimsoll.Bench.Targets;

namespace Plimsoll.Bench;

/// <summary>
/// Asks for p50, p95 and p99 of the time to first token, per component and minute, of everything that was sent, in one
/// request, and times the answers from the first byte asked to the last byte read.
/// </summary>
internal static class QueryRun
{
    private const int Warm = 5;
    private const int Rounds = 21;

    /// <summary>Half an hour of minutes for each component, three quantiles each; the first and the last minute may be cut.</summary>
    private const int LeastPoints = 3 * LlmEvent.Components * 28;

    public static async Task<int> RunAsync(IngestTarget target, Uri server)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false });
        var to = TimeProvider.System.GetUtcNow();
        var query = new Uri(server, target.QuantilesPerMinute(to - TimeSpan.FromMinutes(40), to));
        var times = new List<double>();
        for (var round = 0; round < Warm + Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await client.GetByteArrayAsync(query);
            if (round >= Warm)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var points = target.CountPoints(answer);
            if (points < LeastPoints)
            {
                Console.Error.WriteLine($"{points} points instead of {LeastPoints} or more");
                return 1;
            }
        }
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times[Rounds / 2]:0.0} {times[0]:0.0} {times[^1]:0.0}"));
        return 0;
    }
}
