using System.Text;
using System.Text.Json;

namespace Plimsoll.Gateway.Ingest;

/// <summary>Counts the unknown fields of a request by name: the first names, short ones only, then all others together.</summary>
internal sealed class IgnoredFields
{
    private const int MaxNames = 32;
    private const int MaxNameBytes = 64;
    private const string Others = "(others)";

    private readonly Dictionary<string, int> _counts = [];

    public int Total { get; private set; }

    public void Count(ReadOnlySpan<byte> name)
    {
        Total++;
        Count(name.Length <= MaxNameBytes ? Encoding.UTF8.GetString(name) : Others, 1);
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    public void Append(IgnoredFields others)
    {
        Total += others.Total;
        foreach (var (name, count) in others._counts)
            Count(name, count);
    }

    public void Write(Utf8JsonWriter json)
    {
        if (Total == 0)
            return;
        json.WriteStartObject("ignored_fields"u8);
        foreach (var (name, count) in _counts)
            json.WriteNumber(name, count);
        json.WriteEndObject();
    }

    private void Count(string name, int count)
    {
        if (_counts.Count >= MaxNames && !_counts.ContainsKey(name))
            name = Others;
        _counts[name] = _counts.GetValueOrDefault(name) + count;
    }
}
