using Plimsoll.Aggregation.Encoding;
using Plimsoll.Effects;

namespace Plimsoll.Components;

/// <summary>Effects that wait to be carried out. Bounded: when full, the oldest of the least urgent makes room.</summary>
internal sealed class EffectOutbox
{
    public const int Capacity = 64;

    private readonly List<Effect> _pending = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Effect> Pending => _pending.ToArray();

    /// <summary>Given up for want of room since the component began.</summary>
    public long Dropped { get; private set; }

    public void Add(Effect effect)
    {
        if (_pending.Exists(e => e.Id == effect.Id))
            return;
        _pending.Add(effect);
        if (_pending.Count <= Capacity)
            return;
        var least = _pending.Max(e => e.Priority);
        _pending.RemoveAt(_pending.FindIndex(e => e.Priority == least));
        Dropped++;
    }

    /// <summary>Returns whether the effect was pending.</summary>
    public bool Remove(string id) => _pending.RemoveAll(e => e.Id == id) > 0;

    public void Write(StateWriter writer)
    {
        writer.Count(Dropped);
        writer.Count(_pending.Count);
        foreach (var effect in _pending)
        {
            writer.Text(effect.Id);
            writer.Text(effect.Kind);
            writer.Byte((byte)effect.Priority);
            writer.Count(effect.CreatedMs);
            writer.Bytes(effect.Payload.Span);
        }
    }

    public void Restore(ref StateReader reader)
    {
        Dropped = reader.Count();
        for (var left = reader.Length(Capacity); left > 0; left--)
        {
            var id = reader.Text() ?? throw reader.Corrupt("an effect without an id");
            var kind = reader.Text() ?? throw reader.Corrupt("an effect without a kind");
            _pending.Add(new(id, kind, (EffectPriority)reader.Byte(), reader.Count(), reader.Bytes().ToArray()));
        }
    }
}
