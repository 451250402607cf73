using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest.Json;
using Plimsoll.Gateway.Ingest.Series;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Finds in a series' labels what it tells of. Not thread-safe.</summary>
internal sealed class OwnerLabels(RemoteWriteOptions options)
{
    private const int MaxJoinedBytes = 512;

    private static readonly byte[][] s_model = Utf8(["model_name", "gen_ai_request_model", "model"]);
    private static readonly byte[][] s_version = Utf8(["model_version", "gen_ai_response_model"]);

    private readonly Utf8StringPool _texts = new();
    private readonly byte[][] _component = Utf8(options.ComponentLabels);
    private readonly byte[][] _copy = Utf8(options.CopyLabels);
    private readonly byte[] _replica = Encoding.UTF8.GetBytes(options.HighAvailability.ReplicaLabel);

    /// <summary>Null when no label names the component.</summary>
    public SeriesOwner? Read(SeriesLabels labels)
    {
        if (TextOrNull(labels.First(_component)) is not { } component)
            return null;
        var model = TextOrNull(labels.First(s_model));
        var version = TextOrNull(labels.First(s_version));
        return new(component, Copy(labels), model, version == model ? null : version);
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

    /// <summary>Everything that tells a series from others, but which server sent it.</summary>
    public void Describe(SeriesLabels labels, SeriesIdentity identity)
    {
        identity.Clear();
        for (var i = 0; i < labels.Count; i++)
        {
            var name = labels.Name(i);
            if (!name.SequenceEqual("__name__"u8) && !name.SequenceEqual("le"u8) && !name.SequenceEqual(_replica))
                identity.Add(Text(name), Text(labels.Value(i)));
        }
    }

    public string Text(ReadOnlySpan<byte> value) => _texts.Get(value);

    /// <summary>The copy; of several engines in one process (data parallelism), each but the first with its number.</summary>
    private string? Copy(SeriesLabels labels)
    {
        var copy = labels.First(_copy);
        var engine = labels.Find("engine"u8);
        return engine.IsEmpty || engine.SequenceEqual("0"u8) ? TextOrNull(copy) : Joined(copy, engine);
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
