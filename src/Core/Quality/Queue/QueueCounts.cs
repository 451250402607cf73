using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Queue;

/// <summary>What became of every request since the component began, by end and reason; reasons are the queue's own words or bounded.</summary>
internal sealed class QueueCounts
{
    /// <summary>Reasons with a count of their own; the rest are <c>other</c>.</summary>
    public const int MaxReasons = 64;

    private readonly Dictionary<(QueueEnd End, string Reason), long> _ended = [];

    public long Added { get; set; }

    /// <summary>Answers to calls that were not under way.</summary>
    public long Repeated { get; set; }

    public long Retries { get; set; }

    public IReadOnlyDictionary<(QueueEnd End, string Reason), long> Ended => _ended;

    public long Total(QueueEnd end) => _ended.Where(e => e.Key.End == end).Sum(e => e.Value);

    public void Count(QueueEnd end, string reason)
    {
        var key = (end, reason);
        if (!_ended.ContainsKey(key) && _ended.Count >= MaxReasons)
            key = (end, "other");
        _ended[key] = _ended.GetValueOrDefault(key) + 1;
    }

    public void Write(StateWriter writer)
    {
        writer.Count(Added);
        writer.Count(Repeated);
        writer.Count(Retries);
        writer.Count(_ended.Count);
        foreach (var ((end, reason), count) in _ended)
        {
            writer.Byte((byte)end);
            writer.Text(reason);
            writer.Count(count);
        }
    }

    public static QueueCounts Read(ref StateReader reader)
    {
        var counts = new QueueCounts { Added = reader.Count(), Repeated = reader.Count(), Retries = reader.Count() };
        for (var left = reader.Length(MaxReasons + 3); left > 0; left--)
        {
            var end = (QueueEnd)reader.Byte();
            counts._ended[(end, reader.Text() ?? throw reader.Corrupt("an end without a reason"))] = reader.Count();
        }
        return counts;
    }
}
