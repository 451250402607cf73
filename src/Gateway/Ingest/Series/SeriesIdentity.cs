using System.Buffers;
using System.Text;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Series;

/// <summary>
/// Gathers what tells one series from others, in any order, and hashes it. Every gateway gives a series the same
/// hash, for its points may come by any of them: the key is no secret. Reused; not thread-safe.
/// </summary>
internal sealed class SeriesIdentity
{
    private static readonly KeyedHash s_hash = new("plimsoll/series1"u8);

    private readonly List<(string Name, string Value)> _labels = [];
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public void Clear() => _labels.Clear();

    public void Add(string name, string value) => _labels.Add((name, value));

    /// <param name="metric">The metric's name as it came.</param>
    /// <param name="target">One metric may tell of several.</param>
    public ulong Hash(string metric, AggregateTarget target)
    {
        _bytes.ResetWrittenCount();
        Write(metric);
        _bytes.Write<byte>([(byte)target]);
        _labels.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name) is not 0 and var byName ? byName : string.CompareOrdinal(a.Value, b.Value));
        foreach (var (name, value) in _labels)
        {
            Write(name);
            Write(value);
        }
        return s_hash.Hash64(_bytes.WrittenSpan);
    }

    /// <summary>No text holds the byte 255, so that where one ends is plain.</summary>
    private void Write(string text)
    {
        Encoding.UTF8.GetBytes(text, _bytes);
        _bytes.Write<byte>([0xff]);
    }
}
