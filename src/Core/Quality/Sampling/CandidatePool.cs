using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Sampling;

/// <summary>The candidates of one minute. What the screen flagged has room of its own, so that ordinary requests never drive it out.</summary>
internal sealed class CandidatePool
{
    /// <summary>Flagged candidates held for one minute, of which <see cref="BatchSelection.FlaggedPerMinute"/> are judged for certain.</summary>
    public const int MaxFlagged = 256;

    private SmallestHashes _ordinary = new(Sampler.MaxCandidates);
    private SmallestHashes _flagged = new(MaxFlagged);

    /// <summary>Returns whether a candidate gave way for want of room.</summary>
    public bool Add(in Candidate candidate) => (candidate.Origin.Flagged ? _flagged : _ordinary).Add(candidate);

    /// <summary>Takes out what is wanted no more. Returns how many.</summary>
    public int RemoveAll(Predicate<Candidate> unwanted) => _ordinary.RemoveAll(unwanted) + _flagged.RemoveAll(unwanted);

    /// <summary>In the order of their hashes, with the probability that the room left them; the pool is empty afterwards.</summary>
    public List<Candidate> Take()
    {
        var (ordinary, flagged) = (_ordinary, _flagged);
        (_ordinary, _flagged) = (new(Sampler.MaxCandidates), new(MaxFlagged));
        var asOrdinary = Math.Min(ordinary.Limit, flagged.Limit);
        return
        [
            .. ordinary.All.Select(c => Within(c, ordinary.Limit, ordinary.Limit))
                .Concat(flagged.All.Select(c => Within(c, flagged.Limit, asOrdinary)))
                .OrderBy(c => c.Hash),
        ];
    }

    /// <param name="limit">Of the room that it was in.</param>
    /// <param name="asOrdinary">With which it would be here without its flag.</param>
    private static Candidate Within(Candidate candidate, double limit, double asOrdinary) => candidate with
    {
        Cutoff = Math.Min(candidate.Cutoff, limit),
        UnflaggedCutoff = Math.Min(candidate.UnflaggedCutoff, asOrdinary),
    };

    public void Write(StateWriter writer)
    {
        Write(writer, _ordinary);
        Write(writer, _flagged);
    }

    private static void Write(StateWriter writer, SmallestHashes candidates)
    {
        writer.Double(candidates.Limit);
        writer.Count(candidates.Count);
        foreach (var candidate in candidates.All)
        {
            writer.Fixed64(candidate.Hash);
            candidate.Stratum.Write(writer);
            writer.Double(candidate.Suspicion);
            writer.Double(candidate.Cutoff);
            writer.Double(candidate.UnflaggedCutoff);
            candidate.Origin.Write(writer);
        }
    }

    /// <param name="apart">Whether flagged candidates stand apart; builds of before had one room for all.</param>
    public static CandidatePool Read(ref StateReader reader, bool apart)
    {
        var pool = new CandidatePool();
        pool.ReadRoom(ref reader, Sampler.MaxCandidates);
        if (apart)
            pool.ReadRoom(ref reader, MaxFlagged);
        return pool;
    }

    private void ReadRoom(ref StateReader reader, int most)
    {
        var limit = reader.Double();
        var candidates = new List<Candidate>();
        for (var left = reader.Length(most); left > 0; left--)
        {
            var hash = reader.Fixed64();
            var stratum = Stratum.Read(ref reader);
            candidates.Add(new(hash, stratum, reader.Double(), reader.Double(), reader.Double(), CandidateOrigin.Read(ref reader)));
        }
        if (most == MaxFlagged)
            _flagged = new(most, limit);
        else
            _ordinary = new(most, limit);
        foreach (var candidate in candidates)
            Add(candidate);
    }
}
