using System.Runtime.InteropServices;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.History;

/// <summary>
/// Sessions seen in the last hour. A session is kept when the low bits of its hash are zero, as many bits as keep
/// the map within <see cref="Capacity"/>: a uniform sample that does not depend on order. After the level was
/// lowered the estimate keeps to the old one for an hour, until every session of the new level is whole.
/// </summary>
internal sealed class SessionSample
{
    public const int Capacity = 1024;

    private const byte Format = 1;
    private const int MaxLevel = 63;

    private readonly Dictionary<ulong, Session> _sessions = [];
    private int _level;
    private long _loweredMs;

    public void Note(ulong hash, long atMs)
    {
        if (!Admits(hash, _level))
            return;
        ref var session = ref CollectionsMarshal.GetValueRefOrAddDefault(_sessions, hash, out var known);
        session = known
            ? new(Math.Min(session.FirstMs, atMs), Math.Max(session.LastMs, atMs), session.Requests + 1)
            : new(atMs, atMs, 1);
        while (_sessions.Count > Capacity && _level < MaxLevel)
            Raise();
    }

    /// <summary>Gives sessions other hashes that are kept at the same level. Returns how many were there.</summary>
    /// <param name="other">Of a hash, as random as the hash itself.</param>
    public int Rename(IEnumerable<ulong> hashes, Func<ulong, ulong> other)
    {
        var renamed = 0;
        foreach (var hash in hashes)
        {
            if (!_sessions.Remove(hash, out var session))
                continue;
            _sessions[other(hash) & ~((1UL << _level) - 1)] = session;
            renamed++;
        }
        return renamed;
    }

    /// <summary>Sessions seen within the hour before <paramref name="nowMs"/>; means are null without any.</summary>
    public SessionFigures Figures(long nowMs)
    {
        var level = nowMs - _loweredMs < Clock.HourMs ? _level + 1 : _level;
        var seen = _sessions.Where(s => Admits(s.Key, level) && s.Value.LastMs > nowMs - Clock.HourMs).Select(s => s.Value).ToList();
        if (seen.Count == 0)
            return new(0, null, null);
        return new((long)seen.Count << level, seen.Average(s => (double)(s.LastMs - s.FirstMs)), seen.Average(s => (double)s.Requests));
    }

    /// <summary>Drops sessions that were not seen for an hour. Returns whether anything changed.</summary>
    public bool Expire(long nowMs)
    {
        var gone = _sessions.Where(s => s.Value.LastMs <= nowMs - Clock.HourMs).Select(s => s.Key).ToList();
        foreach (var hash in gone)
            _sessions.Remove(hash);
        var lower = _level > 0 && _sessions.Count < Capacity / 4 && nowMs - _loweredMs >= Clock.HourMs;
        if (lower)
        {
            _level--;
            _loweredMs = nowMs;
        }
        return lower || gone.Count > 0;
    }

    public bool IsEmpty => _sessions.Count == 0 && _level == 0;

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Byte((byte)_level);
        writer.Count(_loweredMs);
        writer.Count(_sessions.Count);
        foreach (var (hash, session) in _sessions.OrderBy(s => s.Key))
        {
            writer.Fixed64(hash);
            writer.Count(session.FirstMs);
            writer.Count(session.LastMs - session.FirstMs);
            writer.Count(session.Requests);
        }
    }

    public void Restore(ref StateReader reader)
    {
        reader.Version(Format);
        _level = reader.Byte();
        _loweredMs = reader.Count();
        for (var left = reader.Length(Capacity); left > 0; left--)
        {
            var hash = reader.Fixed64();
            var first = reader.Count();
            _sessions[hash] = new(first, first + reader.Count(), reader.Count());
        }
    }

    private static bool Admits(ulong hash, int level) => (hash & ((1UL << level) - 1)) == 0;

    private void Raise()
    {
        _level++;
        foreach (var hash in _sessions.Keys.Where(h => !Admits(h, _level)).ToList())
            _sessions.Remove(hash);
    }

    private readonly record struct Session(long FirstMs, long LastMs, long Requests);
}

/// <param name="Count">Estimate.</param>
/// <param name="MeanMs">From first to last request.</param>
internal readonly record struct SessionFigures(long Count, double? MeanMs, double? MeanRequests);
