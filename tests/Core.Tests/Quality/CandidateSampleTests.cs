using System.Globalization;
using System.Text;
using Plimsoll.Quality;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Quality;

public sealed class CandidateSampleTests
{
    private const int Requests = 100_000;
    private static readonly KeyedHash Hash = new("0123456789abcdef"u8);

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.2)]
    public void Share_of_candidates_is_the_rate_within_chance(double rate)
    {
        var sample = new CandidateSample(Hash, rate);
        var candidates = Ids().Count(id => sample.Includes(id));
        Assert.InRange(candidates, Requests * rate - 5 * Math.Sqrt(Requests * rate), Requests * rate + 5 * Math.Sqrt(Requests * rate));
    }

    [Fact]
    public void None_and_all_are_exact_and_a_higher_rate_keeps_the_candidates_of_a_lower()
    {
        var (none, few, more, all) = (new CandidateSample(Hash, 0), new CandidateSample(Hash, 0.01), new CandidateSample(Hash, 0.05), new CandidateSample(Hash, 1));
        Assert.True(none.IsEmpty);
        Assert.False(all.IsEmpty);
        foreach (var id in Ids())
        {
            Assert.False(none.Includes(id));
            Assert.True(all.Includes(id));
            Assert.True(!few.Includes(id) || more.Includes(id));
        }
    }

    private static IEnumerable<byte[]> Ids() =>
        Enumerable.Range(0, Requests).Select(n => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"req-{n}")));
}
