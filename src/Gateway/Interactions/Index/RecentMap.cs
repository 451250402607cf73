using System.Diagnostics.CodeAnalysis;

namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>Keeps what was used last, up to a number. Not thread-safe.</summary>
internal sealed class RecentMap<TKey, TValue>(int most) where TKey : notnull where TValue : class
{
    private readonly Dictionary<TKey, (TValue Value, long Used)> _items = [];
    private long _uses;

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        value = null;
        if (!_items.TryGetValue(key, out var item))
            return false;
        value = item.Value;
        _items[key] = (value, ++_uses);
        return true;
    }

    public TValue GetOrAdd(TKey key, Func<TValue> make)
    {
        if (!TryGet(key, out var value))
            Set(key, value = make());
        return value;
    }

    public void Set(TKey key, TValue value)
    {
        if (!_items.ContainsKey(key) && _items.Count >= most)
            _items.Remove(_items.MinBy(i => i.Value.Used).Key);
        _items[key] = (value, ++_uses);
    }

    public void Remove(TKey key) => _items.Remove(key);
}
