using System.Numerics;

namespace Plimsoll.Aggregation;

/// <summary>A set of small slot numbers, for example of the GPUs that worked in a minute.</summary>
internal struct SlotSet
{
    private ulong[]? _words;

    public readonly int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words ?? [])
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    public void Add(int slot)
    {
        var word = slot >> 6;
        if (_words is null || word >= _words.Length)
            Array.Resize(ref _words, word + 1);
        _words[word] |= 1UL << slot;
    }

    public readonly void Write(Encoding.StateWriter writer)
    {
        writer.Count(_words?.Length ?? 0);
        foreach (var word in _words ?? [])
            writer.Fixed64(word);
    }

    public static SlotSet Read(ref Encoding.StateReader reader)
    {
        var words = new ulong[reader.Length(64)];
        for (var i = 0; i < words.Length; i++)
            words[i] = reader.Fixed64();
        return new SlotSet { _words = words.Length > 0 ? words : null };
    }
}
