namespace Plimsoll.Bench;

/// <summary>The same events for every server: seeded, spread over half an hour, log-normal latencies to a microsecond.</summary>
internal static class Workload
{
    private const int Seed = 20260304;
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(30);

    /// <param name="first">Index of the first event; ids follow from it.</param>
    public static LlmEvent[] Create(int count, DateTimeOffset end, int first = 0)
    {
        var random = new Random(Seed);
        var start = end.ToUnixTimeMilliseconds() - (long)Span.TotalMilliseconds;
        var events = new LlmEvent[count];
        for (var i = 0; i < count; i++)
            events[i] = Create(first + i, start + (long)(Span.TotalMilliseconds * i / count), random);
        return events;
    }

    private static LlmEvent Create(int index, long timestampMs, Random random)
    {
        var input = (long)LogNormal(random, 600, 1);
        var output = 2 + (long)LogNormal(random, 150, 0.8);
        var queue = LogNormal(random, 20, 1.2);
        var prefill = LogNormal(random, 0.2 * input, 0.3);
        var tokenize = LogNormal(random, 1.5, 0.4);
        var guard = LogNormal(random, 8, 0.5);
        var ttft = Round(queue + prefill + tokenize + guard);
        var tpot = LogNormal(random, 12, 0.25);
        var decode = Round(tpot * (output - 1));
        var detokenize = LogNormal(random, 2, 0.4);
        return new LlmEvent(
            index, index % LlmEvent.Components, timestampMs, input, output, input / 3, ttft, tpot, Round(ttft + decode + detokenize),
            queue, prefill, decode, tokenize, guard, detokenize);
    }

    private static double LogNormal(Random random, double median, double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Round(median * Math.Exp(sigma * normal));
    }

    private static double Round(double ms) => Math.Round(ms, 3);
}
