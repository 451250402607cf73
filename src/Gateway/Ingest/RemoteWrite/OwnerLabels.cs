using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest.Json;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Finds in a series' labels what it belongs to. Not thread-safe.</summary>
internal sealed class OwnerLabels(RemoteWriteOptions options)
{
    private const int MaxJoinedBytes = 512;

    private readonly Utf8StringPool _texts = new();
    private readonly byte[][] _componentLabels = Utf8(options.ComponentLabels);
    private readonly byte[][] _copyLabels = Utf8(options.CopyLabels);

    public string Text(ReadOnlySpan<byte> value) => _texts.Get(value);

    /// <summary>Null when no label names it.</summary>
    public string? Component(SeriesLabels labels) => TextOrNull(labels.First(_componentLabels));

    /// <summary>The copy, and its engine where one copy runs several (data parallelism).</summary>
    public string? Copy(SeriesLabels labels)
    {
        var copy = labels.First(_copyLabels);
        var engine = labels.Find("engine"u8);
        return engine.IsEmpty || copy.IsEmpty ? TextOrNull(copy.IsEmpty ? engine : copy) : Joined(copy, engine);
    }

    /// <summary>The GPU's UUID, else its host and number; with the instance that it was split into, where there is one.</summary>
    public string Gpu(SeriesLabels labels)
    {
        var gpu = labels.Find("UUID"u8);
        if (gpu.IsEmpty)
        {
            var host = labels.Find("Hostname"u8);
            return Joined(host.IsEmpty ? labels.Find("instance"u8) : host, labels.Find("gpu"u8));
        }
        var part = labels.Find("GPU_I_ID"u8);
        return part.IsEmpty ? Text(gpu) : Joined(gpu, part);
    }

    private string? TextOrNull(ReadOnlySpan<byte> value) => value.IsEmpty ? null : Text(value);

    private string Joined(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (first.Length + 1 + second.Length > MaxJoinedBytes)
            return $"{Text(first)}/{Text(second)}";
        Span<byte> joined = stackalloc byte[MaxJoinedBytes];
        first.CopyTo(joined);
        joined[first.Length] = (byte)'/';
        second.CopyTo(joined[(first.Length + 1)..]);
        return Text(joined[..(first.Length + 1 + second.Length)]);
    }

    private static byte[][] Utf8(IReadOnlyList<string> names) => [.. names.Select(Encoding.UTF8.GetBytes)];
}
