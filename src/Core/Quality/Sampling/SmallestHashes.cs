namespace Plimsoll.Quality.Sampling;

/// <summary>
/// Candidates up to a number. When full, the one with the largest hash gives way, and what is left was let in with the
/// probability that the hash stands for: a smaller cutoff, known exactly, instead of a silent bias.
/// </summary>
internal sealed class SmallestHashes(int most, double limit = 1)
{
    private readonly PriorityQueue<Candidate, double> _byHash = new();
    private readonly HashSet<ulong> _known = [];

    /// <summary>Probability with which a candidate was let in; 1 while none gave way.</summary>
    public double Limit { get; private set; } = limit;

    public int Count => _byHash.Count;

    public IEnumerable<Candidate> All => _byHash.UnorderedItems.Select(i => i.Element);

    /// <summary>A request that is known already, or lies beyond what has given way, is not added. Returns whether anything gave way.</summary>
    public bool Add(in Candidate candidate)
    {
        if (_known.Contains(candidate.Hash))
            return false;
        if (candidate.Unit >= Limit)
            return true;
        _known.Add(candidate.Hash);
        _byHash.Enqueue(candidate, -candidate.Unit);
        if (_byHash.Count <= most)
            return false;
        var gone = _byHash.Dequeue();
        _known.Remove(gone.Hash);
        Limit = gone.Unit;
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
}
