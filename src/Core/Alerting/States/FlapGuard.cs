using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Alerting.States;

/// <summary>Mutes an alert that fired 4 times in 60 minutes until it has kept its state for 30.</summary>
internal sealed class FlapGuard
{
    public const int Firings = 4;
    public const long WindowMs = 3_600_000;
    public const long QuietMs = 1_800_000;

    private readonly List<long> _firings = [];
    private long _changedMs;

    public bool Mutes { get; private set; }

    /// <summary>Returns whether this firing is the one that begins the mute.</summary>
    public bool Fired(long nowMs)
    {
        _changedMs = nowMs;
        _firings.RemoveAll(f => f <= nowMs - WindowMs);
        _firings.Add(nowMs);
        if (_firings.Count > Firings)
            _firings.RemoveAt(0);
        if (Mutes || _firings.Count < Firings)
            return false;
        return Mutes = true;
    }

    public void Resolved(long nowMs) => _changedMs = nowMs;

    /// <summary>Returns whether the mute ends now.</summary>
    public bool Cleared(long nowMs)
    {
        if (!Mutes || nowMs - _changedMs < QuietMs)
            return false;
        _firings.Clear();
        Mutes = false;
        return true;
    }

    public void Write(StateWriter writer)
    {
        writer.Bool(Mutes);
        writer.Count(_changedMs);
        writer.Count(_firings.Count);
        foreach (var firing in _firings)
            writer.Count(firing);
    }

    public void Restore(ref StateReader reader)
    {
        Mutes = reader.Bool();
        _changedMs = reader.Count();
        for (var left = reader.Length(Firings); left > 0; left--)
            _firings.Add(reader.Count());
    }
}
