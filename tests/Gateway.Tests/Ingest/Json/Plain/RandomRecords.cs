using System.Globalization;

namespace Plimsoll.Gateway.Tests.Ingest.Json.Plain;

/// <summary>Records in many ways of writing them, most of them plain, some with one thing that is not.</summary>
internal static class RandomRecords
{
    private static readonly string[] s_names = ["request_id", "trace_id", "span_id", "endpoint", "tenant", "model", "model_version", "prompt_version", "variant", "copy", "finish_reason", "prompt_class", "user_id", "session_id"];
    private static readonly string[] s_latencies = ["ttft_ms", "tpot_ms", "total_latency_ms", "queue_ms", "prefill_ms", "decode_ms"];
    private static readonly string[] s_tokens = ["input_tokens", "output_tokens", "cached_input_tokens"];
    private static readonly string[] s_flags = ["format_ok", "refused"];
    private static readonly string[] s_odd = ["\"prompt\":\"text\"", "\"labels\":{\"a\":\"b\"}", "\"unheard_of\":[1,{\"x\":2}]", "\"model\":\"a\\nb\"", "\"ttft_ms\":1.5e2", "\"input_tokens\":12.0"];

    public static string Line(Random random)
    {
        var space = random.Next(4) == 0 ? " " : "";
        var members = new List<string> { $"\"component\":{space}\"model-{random.Next(5)}\"", Timestamp(random, space) };
        members.AddRange(Some(random, s_names).Select(name => $"\"{name}\":{space}{Name(random, name)}"));
        members.AddRange(Some(random, s_latencies).Select(name => $"\"{name}\":{space}{Latency(random)}"));
        members.AddRange(Some(random, s_tokens).Select(name => $"\"{name}\":{space}{random.Next(100_000)}"));
        members.AddRange(Some(random, s_flags).Select(name => $"\"{name}\":{space}{(random.Next(2) == 0 ? "true" : "false")}"));
        if (random.Next(2) == 0)
            members.Add($"\"stages\":{space}[{string.Join("," + space, Enumerable.Range(0, random.Next(1, 5)).Select(i => $"{{\"name\":{space}\"s{i}\",{space}\"ms\":{Latency(random)}}}"))}]");
        if (random.Next(4) == 0)
            members.Add(s_odd[random.Next(s_odd.Length)]);
        if (random.Next(3) == 0)
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members));
        return $"{{{space}{string.Join(space + "," + space, members)}{space}}}";
    }

    private static IEnumerable<string> Some(Random random, string[] names) => names.Where(_ => random.Next(3) > 0);

    private static string Timestamp(Random random, string space)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_772_616_600_000 + random.Next(10_000_000));
        return $"\"timestamp\":{space}" + (random.Next(3) > 0
            ? at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
            : at.ToString("\\\"yyyy-MM-ddTHH:mm:ss.fffZ\\\"", CultureInfo.InvariantCulture));
    }

    private static string Name(Random random, string name) => random.Next(20) == 0 ? "null" : name switch
    {
        "trace_id" => $"\"{random.NextInt64():x32}\"",
        "span_id" => $"\"{random.NextInt64():x16}\"",
        _ => $"\"{new string('x', random.Next(40))}-{random.Next(10)}\"",
    };

    private static string Latency(Random random) => random.Next(10) == 0
        ? "null"
        : (random.NextDouble() * Math.Pow(10, random.Next(1, 7))).ToString("F" + random.Next(0, 7), CultureInfo.InvariantCulture);
}
