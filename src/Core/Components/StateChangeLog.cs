using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>The last changes of a component's state, part of its saved state.</summary>
internal sealed class StateChangeLog
{
    public const int Capacity = 50;

    private readonly List<StateChangeView> _oldestFirst = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<StateChangeView> Newest(int most = Capacity) => [.. _oldestFirst.AsEnumerable().Reverse().Take(most)];

    /// <summary>When the present state began, where that was seen.</summary>
    public DateTimeOffset? Since(ComponentState present) => _oldestFirst is [.., var last] && last.To == present ? last.Since : null;

    public void Add(StateChangeView change)
    {
        if (_oldestFirst.Count == Capacity)
            _oldestFirst.RemoveAt(0);
        _oldestFirst.Add(change);
    }

    public void Write(StateWriter writer)
    {
        writer.Count(_oldestFirst.Count);
        foreach (var change in _oldestFirst)
        {
            writer.Count(change.Since.ToUnixTimeMilliseconds());
            writer.Byte((byte)change.From);
            writer.Byte((byte)change.To);
            writer.Text(change.Reason);
        }
    }

    public void Restore(ref StateReader reader)
    {
        for (var left = reader.Length(Capacity); left > 0; left--)
            _oldestFirst.Add(new(Clock.Time(reader.Count()), (ComponentState)reader.Byte(), (ComponentState)reader.Byte(), reader.Text() ?? ""));
    }
}
