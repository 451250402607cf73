using System.Text;
using BenchmarkDotNet.Attributes;
using Plimsoll.Quality.Sampling;
using Plimsoll.Telemetry;

namespace Plimsoll.Bench.Micro;

/// <summary>What the sample costs a request that is not of it: hashing its id and comparing with the cutoff.</summary>
public class CandidateScreening
{
    private const int Ids = 1_024;

    private readonly byte[][] _ids = [.. Enumerable.Range(0, Ids).Select(i => Encoding.UTF8.GetBytes($"req-{i:d8}-7f3c-4e1b-9a52-0d6c8e5b1f43"))];
    private readonly CandidateScreen _screen = new(new KeyedHash(new byte[KeyedHash.KeyBytes]), 0.01);

    [Benchmark(OperationsPerInvoke = Ids)]
    public int Screen()
    {
        var candidates = 0;
        foreach (var id in _ids)
            candidates += _screen.IsCandidate(_screen.Hash(id), flagged: false) ? 1 : 0;
        return candidates;
    }
}
