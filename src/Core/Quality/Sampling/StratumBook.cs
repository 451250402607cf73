using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Sampling;

/// <summary>What is known of each stratum, and the weight that follows for today from yesterday. Bounded; the rest goes to <see cref="Stratum.Other"/>.</summary>
internal sealed class StratumBook
{
    public const int MaxStrata = 24;

    /// <summary>Judgements that each stratum should get in a day.</summary>
    public const int MinPerDay = 10;

    /// <summary>A stratum that had fewer requests yesterday is sampled as the average is.</summary>
    public const int SmallBelow = 50;

    /// <summary>Bounds of a weight, either way; they bound what one judgement may count for.</summary>
    public const double MostWeight = 2;

    private const byte Format = 1;

    private readonly Dictionary<Stratum, StratumRecord> _strata = [];

    public long Day { get; private set; } = -1;

    public void Serve(Stratum stratum, long requests) => Find(stratum).Served += requests;

    public void Judge(Stratum stratum, double score) => Find(stratum).Scores.Add(score);

    /// <summary>Relative to the average request.</summary>
    public double Weight(Stratum stratum) => Find(stratum).Weight;

    /// <summary>Begins a day once: its weights follow from the day that ends.</summary>
    /// <param name="rate">Share of requests that is judged.</param>
    public void BeginDay(long day, double rate)
    {
        if (day <= Day)
            return;
        Day = day;
        SetWeights([.. _strata.Values.Where(s => s.Served >= SmallBelow)], rate);
        foreach (var (stratum, record) in _strata.ToList())
        {
            if (record.Served == 0)
                _strata.Remove(stratum);
            record.Served = 0;
        }
    }

    private void SetWeights(List<StratumRecord> large, double rate)
    {
        foreach (var record in _strata.Values)
            record.Weight = 1;
        if (large.Count == 0)
            return;
        var served = large.Sum(s => s.Served);
        var total = Math.Max(1, (long)Math.Round(rate * served));
        var allocation = NeymanAllocation.Allocate([.. large.Select(s => s.Served)], [.. large.Select(s => s.Deviation)], total, MinPerDay);
        for (var h = 0; h < large.Count; h++)
        {
            var relative = (double)allocation[h] / large[h].Served * served / total;
            large[h].Weight = Math.Clamp(relative, 1 / MostWeight, MostWeight);
        }
    }

    private StratumRecord Find(Stratum stratum)
    {
        if (_strata.TryGetValue(stratum, out var found))
            return found;
        if (_strata.Count >= MaxStrata && stratum != Stratum.Other)
            return Find(Stratum.Other);
        return _strata[stratum] = new();
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Signed(Day);
        writer.Count(_strata.Count);
        foreach (var (stratum, record) in _strata.OrderBy(s => s.Key.PromptClass, StringComparer.Ordinal).ThenBy(s => s.Key.Length))
        {
            stratum.Write(writer);
            record.Write(writer);
        }
    }

    public void Restore(ref StateReader reader)
    {
        reader.Version(Format);
        Day = reader.Signed();
        for (var left = reader.Length(MaxStrata + 1); left > 0; left--)
        {
            var stratum = Stratum.Read(ref reader);
            _strata[stratum] = StratumRecord.Read(ref reader);
        }
    }
}
