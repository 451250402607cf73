using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Sampling;

/// <summary>
/// The candidates of one minute. When full, the one with the largest hash gives way, and what is left was let in with
/// the probability that the hash stands for: a smaller cutoff, known exactly, instead of a silent bias.
/// </summary>
internal sealed class CandidatePool
{
    private readonly PriorityQueue<Candidate, double> _byHash = new();
    private readonly HashSet<ulong> _known = [];
    private double _limit = 1;

    /// <summary>A request that is known already, or lies beyond what has given way, is not added. Returns whether anything gave way.</summary>
    public bool Add(in Candidate candidate)
    {
        if (_known.Contains(candidate.Hash))
            return false;
        if (candidate.Unit >= _limit)
            return true;
        _known.Add(candidate.Hash);
        _byHash.Enqueue(candidate, -candidate.Unit);
        if (_byHash.Count <= Sampler.MaxCandidates)
            return false;
        var gone = _byHash.Dequeue();
        _known.Remove(gone.Hash);
        _limit = gone.Unit;
        return true;
    }

    /// <summary>Takes out what is wanted no more. Returns how many.</summary>
    public int RemoveAll(Predicate<Candidate> unwanted)
    {
        var kept = _byHash.UnorderedItems.Where(i => !unwanted(i.Element)).ToList();
        var removed = _byHash.Count - kept.Count;
        _byHash.Clear();
        _byHash.EnqueueRange(kept);
        _known.IntersectWith(kept.Select(k => k.Element.Hash));
        return removed;
    }

    /// <summary>In the order of their hashes; the pool is empty afterwards.</summary>
    public List<Candidate> Take()
    {
        var limit = _limit;
        List<Candidate> taken =
        [
            .. _byHash.UnorderedItems.Select(i => i.Element).OrderBy(c => c.Hash)
                .Select(c => c with { Cutoff = Math.Min(c.Cutoff, limit), UnflaggedCutoff = Math.Min(c.UnflaggedCutoff, limit) }),
        ];
        _byHash.Clear();
        _known.Clear();
        _limit = 1;
        return taken;
    }

    public void Write(StateWriter writer)
    {
        writer.Double(_limit);
        writer.Count(_byHash.Count);
        foreach (var (candidate, _) in _byHash.UnorderedItems)
        {
            writer.Fixed64(candidate.Hash);
            candidate.Stratum.Write(writer);
            writer.Double(candidate.Suspicion);
            writer.Double(candidate.Cutoff);
            writer.Double(candidate.UnflaggedCutoff);
            candidate.Origin.Write(writer);
        }
    }

    public static CandidatePool Read(ref StateReader reader)
    {
        var pool = new CandidatePool();
        var limit = reader.Double();
        for (var left = reader.Length(Sampler.MaxCandidates); left > 0; left--)
        {
            var hash = reader.Fixed64();
            var stratum = Stratum.Read(ref reader);
            pool.Add(new Candidate(hash, stratum, reader.Double(), reader.Double(), reader.Double(), CandidateOrigin.Read(ref reader)));
        }
        pool._limit = limit;
        return pool;
    }
}
