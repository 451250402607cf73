using System.Globalization;
using System.Text;

namespace Plimsoll.Bench;

/// <summary>An hour of traffic for many components, as fast as it is taken: minute by minute, the same for each component.</summary>
internal static class HourRun
{
    private const int Minutes = 60;
    private const int BatchSize = 1_000;
    private const int Seed = 20261121;

    public static int Run(Uri server, int components, int perMinute)
    {
        var start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - Minutes * 60_000L;
        var random = new Random(Seed);
        using var connection = new PostConnection(server);
        var endpoint = new Uri(server, "api/v1/records");
        var body = new StringBuilder();
        var (sent, waiting) = (0L, 0);
        for (var minute = 0; minute < Minutes; minute++)
        {
            for (var i = 0; i < components * perMinute; i++)
            {
                AppendRecord(body, sent++, i % components, start + minute * 60_000L + random.Next(60_000), random);
                if (++waiting < BatchSize)
                    continue;
                Send();
                waiting = 0;
            }
        }
        if (waiting > 0)
            Send();
        Console.WriteLine(sent);
        return 0;

        void Send()
        {
            connection.Send(PostConnection.Prepare(endpoint, "application/x-ndjson", Encoding.UTF8.GetBytes(body.ToString())));
            body.Clear();
        }
    }

    private static void AppendRecord(StringBuilder body, long id, int component, long timestampMs, Random random)
    {
        var input = 50 + random.Next(4_000);
        var output = 2 + random.Next(800);
        var ttft = 80 + 900 * Math.Pow(random.NextDouble(), 3);
        var tpot = 8 + 12 * random.NextDouble();
        body.Append(
            CultureInfo.InvariantCulture,
            $$"""{"request_id":"h-{{id}}","component":"model-{{component:0000}}","model_version":"{{component % 2}}","timestamp":{{timestampMs}},"input_tokens":{{input}},"output_tokens":{{output}},"ttft_ms":{{ttft:0.###}},"tpot_ms":{{tpot:0.###}},"total_latency_ms":{{ttft + tpot * output:0.###}},"queue_ms":{{ttft / 4:0.###}},"user_id":"u-{{random.Next(500)}}","finish_reason":"stop"}""")
            .Append('\n');
    }
}
