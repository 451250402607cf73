using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.History;

/// <summary>The value of the newest event that had one; of several at the same time the greatest, so that order does not matter.</summary>
internal struct LatestText
{
    private long _atMs;

    public string? Value { get; private set; }

    public void Note(string? value, long atMs)
    {
        if (value is null || atMs < _atMs)
            return;
        if (atMs > _atMs || string.CompareOrdinal(value, Value) > 0)
            Value = value;
        _atMs = atMs;
    }

    public readonly void Write(StateWriter writer)
    {
        writer.Text(Value);
        writer.Count(_atMs);
    }

    public static LatestText Read(ref StateReader reader) => new() { Value = reader.Text(), _atMs = reader.Count() };
}
