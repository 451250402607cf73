using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Sampling;

/// <summary>
/// Chooses which of a component's requests are judged, minute by minute. Deterministic: the same requests in the same
/// minutes give the same sample, whatever their order within the minute.
/// </summary>
internal sealed class Sampler
{
    public const long BatchMs = 60_000;

    /// <summary>Unflagged candidates held for one minute; beyond, those with the largest hashes give way, and the cutoff falls with them.</summary>
    public const int MaxCandidates = 1_024;

    /// <summary>Candidates that the gateways are asked to keep for each request that will be judged.</summary>
    private const double Oversampling = 4;
    private const long BatchesPerDay = 24 * 60;
    private const byte Format = 2;
    private const byte OneRoom = 1;

    private readonly StratumBook _strata = new();
    private TokenAllowance _allowance = new();
    private CandidatePool _pool = new();
    private long _batch = -1;
    private long _served;
    private long _unsampled;

    /// <summary>Share of requests that is judged.</summary>
    public double Rate { get; private set; } = 0.01;

    /// <summary>What gateways are to take as the cutoff of <see cref="CandidateScreen"/>.</summary>
    public double Cutoff => Math.Min(1, Rate * Oversampling);

    /// <summary>Candidates that gave way for want of room since the component began.</summary>
    public long Overflowed { get; private set; }

    /// <summary>Counts requests, candidates or not. Returns the sample of the minute before when a new one begins.</summary>
    public IReadOnlyList<SampledRequest> Serve(Stratum stratum, long nowMs, long requests = 1)
    {
        var closed = Advance(nowMs);
        _served += requests;
        _strata.Serve(stratum, requests);
        return closed;
    }

    /// <summary>A candidate of the present minute, already counted by <see cref="Serve"/>.</summary>
    public void Offer(in Candidate candidate)
    {
        if (_pool.Add(candidate))
            Overflowed++;
    }

    /// <summary>Takes candidates of the present minute back; they stay counted as served.</summary>
    public int Forget(Predicate<Candidate> unwanted) => _pool.RemoveAll(unwanted);

    /// <summary>Closes the minute when the clock has left it; empty while it has not.</summary>
    public IReadOnlyList<SampledRequest> Advance(long nowMs)
    {
        var batch = nowMs / BatchMs;
        if (batch <= _batch)
            return [];
        var closed = Close();
        _strata.BeginDay(batch / BatchesPerDay, Rate);
        _batch = batch;
        return closed;
    }

    /// <summary>A score of the sample, so that strata that vary more are judged more.</summary>
    public void Judge(Stratum stratum, double score) => _strata.Judge(stratum, score);

    /// <param name="highest">No more than this share has texts to judge.</param>
    public void Adapt(double width, bool driftSuspected, double highest = SamplingRate.Highest) =>
        Rate = Math.Min(highest, SamplingRate.Next(Rate, width, driftSuspected));

    private List<SampledRequest> Close()
    {
        var candidates = _pool.Take();
        var (uniform, targeted) = _allowance.Take(Rate, _served, candidates.Count(c => c.Suspicion > Suspicions.Ordinary));
        var sample = BatchSelection.Take(candidates, _served, _unsampled, uniform, targeted, _strata.Weight);
        _unsampled = uniform > 0 ? 0 : _unsampled + _served;
        _served = 0;
        return sample;
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Double(Rate);
        writer.Signed(_batch);
        writer.Count(_served);
        writer.Count(_unsampled);
        writer.Count(Overflowed);
        _allowance.Write(writer);
        _strata.Write(writer);
        _pool.Write(writer);
    }

    public static Sampler Read(ref StateReader reader)
    {
        var format = reader.Version(OneRoom, Format);
        var sampler = new Sampler
        {
            Rate = reader.Double(),
            _batch = reader.Signed(),
            _served = reader.Count(),
            _unsampled = format > OneRoom ? reader.Count() : 0,
            Overflowed = reader.Count(),
            _allowance = TokenAllowance.Read(ref reader),
        };
        sampler._strata.Restore(ref reader);
        sampler._pool = CandidatePool.Read(ref reader, apart: format > OneRoom);
        return sampler;
    }
}
