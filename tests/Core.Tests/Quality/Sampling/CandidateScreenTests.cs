using System.Globalization;
using System.Text;
using Plimsoll.Quality.Sampling;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Quality.Sampling;

public sealed class CandidateScreenTests
{
    private const int Requests = 100_000;
    private static readonly KeyedHash Hash = new("0123456789abcdef"u8);

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.2)]
    public void Share_of_candidates_is_the_rate_within_chance(double rate)
    {
        var sample = new CandidateScreen(Hash, rate);
        var candidates = Ids().Count(id => Holds(sample, id));
        Assert.InRange(candidates, Requests * rate - 5 * Math.Sqrt(Requests * rate), Requests * rate + 5 * Math.Sqrt(Requests * rate));
    }

    [Fact]
    public void None_and_all_are_exact_and_a_higher_rate_keeps_the_candidates_of_a_lower()
    {
        var (none, few, more, all) = (new CandidateScreen(Hash, 0), new CandidateScreen(Hash, 0.01), new CandidateScreen(Hash, 0.05), new CandidateScreen(Hash, 1));
        foreach (var id in Ids())
        {
            Assert.False(Holds(none, id));
            Assert.True(Holds(all, id));
            Assert.True(!Holds(few, id) || Holds(more, id));
        }
    }

    private static bool Holds(CandidateScreen screen, byte[] id) => screen.IsCandidate(screen.Hash(id), flagged: false);

    private static IEnumerable<byte[]> Ids() =>
        Enumerable.Range(0, Requests).Select(n => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"req-{n}")));
}
