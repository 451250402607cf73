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
        var shown = name.Length <= MaxNameBytes ? Encoding.UTF8.GetString(name) : Others;
        if (_counts.Count >= MaxNames && !_counts.ContainsKey(shown))
            shown = Others;
        _counts[shown] = _counts.GetValueOrDefault(shown) + 1;
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
}
