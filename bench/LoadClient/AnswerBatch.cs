using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Plimsoll.Bench;

/// <summary>A thousand answers with their texts, as NDJSON; the same bytes each time but for ids and time.</summary>
internal sealed class AnswerBatch
{
    public const int Records = 1_000;
    private const int Components = 20;
    private const string Id = "000000000000";
    private const string Time = "0000000000000";

    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Records).Select(Line)));
    private readonly List<int> _ids = [];
    private readonly List<int> _times = [];
    private long _number;

    public AnswerBatch()
    {
        Find("\"request_id\":\""u8, _ids);
        Find("\"timestamp\":"u8, _times);
    }

    /// <summary>Valid until the next call.</summary>
    public ReadOnlyMemory<byte> Next()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var at in _times)
            Utf8Formatter.TryFormat(now, _bytes.AsSpan(at, Time.Length), out _);
        foreach (var at in _ids)
            Utf8Formatter.TryFormat(++_number, _bytes.AsSpan(at, Id.Length), out _, new('D', (byte)Id.Length));
        return _bytes;
    }

    private void Find(ReadOnlySpan<byte> before, List<int> places)
    {
        for (var at = 0; _bytes.AsSpan(at).IndexOf(before) is >= 0 and var next;)
            places.Add(at += next + before.Length);
    }

    private static string Line(int i) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"component":"judged-{{i % Components}}","request_id":"{{Id}}","timestamp":{{Time}},"model_version":"v1","total_latency_ms":{{100 + i % 900}},"input_tokens":40,"output_tokens":60,"prompt":"How do I reset router number {{i}}? It no longer connects to the network of the house since yesterday.","response":"Hold the reset button of the router for ten seconds, wait until the lamp blinks, and enter the name and the password of the network again."}

        """);
}
