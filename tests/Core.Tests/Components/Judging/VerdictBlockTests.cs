using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.Judging;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Sampling;

namespace Plimsoll.Core.Tests.Components.Judging;

public class VerdictBlockTests
{
    private static readonly VerdictRecord s_verdict = new(
        new("standard", "1", "openai:m", ["safety"]),
        new("id", 7, JudgePriority.Uniform, "1", 0.5, 1, 1_000, Stratum.Other, new(Guid.Empty, "r", null, "t", "v", null, 1_000, false)),
        [0.75], 0.75, "Fine.", 2_000)
    { ResponseChars = 12, LatencyMs = 480 };

    [Fact]
    public void A_verdict_comes_back_as_it_was_saved()
    {
        var read = Assert.Single(Read(Saved(s_verdict)).Records);

        Assert.Equal((12, 480L), (read.ResponseChars, read.LatencyMs));
        Assert.Equal(("Fine.", 2_000L), (read.Reason, read.JudgedMs));
    }

    /// <summary>The last bytes: the load, before it what the judge took, and before that the length of the answer, where none is known.</summary>
    [Theory]
    [InlineData(3, 1)]
    [InlineData(2, 2)]
    [InlineData(1, 3)]
    public void Blocks_of_earlier_installations_are_read_without_what_they_did_not_keep(byte format, int without)
    {
        var earlier = Saved(s_verdict with { ResponseChars = null, LatencyMs = null })[..^without];
        earlier[0] = format;

        var read = Assert.Single(Read(earlier).Records);

        Assert.Equal((null, null, 0.75), (read.ResponseChars, read.LatencyMs, read.Composite));
    }

    private static byte[] Saved(VerdictRecord record)
    {
        var (block, writer) = (new VerdictBlock(0), new StateWriter());
        block.Records.Add(record);
        block.Write(writer);
        return writer.ToArray();
    }

    private static VerdictBlock Read(byte[] bytes)
    {
        var reader = new StateReader("verdicts", bytes);
        return VerdictBlock.Read(ref reader, 0);
    }
}
