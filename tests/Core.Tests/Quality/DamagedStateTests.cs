using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components;
using Plimsoll.Core.Tests.Quality.Queue;
using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Quality.Sampling;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Core.Tests.Quality;

public class DamagedStateTests
{
    public static TheoryData<string> States => ["sampler", "desk", "scores", "fleet"];

    [Theory]
    [MemberData(nameof(States))]
    public void A_damaged_state_is_told_or_read_and_nothing_else(string state)
    {
        var bytes = Bytes(state);
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var damaged = bytes.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            if (i % 3 == 0)
                damaged = damaged[..random.Next(damaged.Length)];
            Assert.True(Record.Exception(() => Read(state, damaged)) is null or InvalidDataException or NewerStateException);
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_that_was_read_writes_the_same_bytes(string state)
    {
        var bytes = Bytes(state);

        Assert.Equal(bytes, Read(state, bytes));
    }

    private static byte[] Bytes(string state)
    {
        var writer = new StateWriter();
        switch (state)
        {
            case "sampler":
                Sampler().Write(writer);
                break;
            case "desk":
                Desk().Write(writer);
                break;
            case "scores":
                Scores().Write(writer);
                break;
            default:
                Fleet().Write(writer);
                break;
        }
        return writer.ToArray();
    }

    private static byte[] Read(string state, byte[] bytes)
    {
        var reader = new StateReader("test", bytes);
        var writer = new StateWriter();
        switch (state)
        {
            case "sampler":
                Plimsoll.Quality.Sampling.Sampler.Read(ref reader).Write(writer);
                break;
            case "desk":
                JudgeDesk.Read(ref reader).Write(writer);
                break;
            case "scores":
                ScoreBook.Read(ref reader).Write(writer);
                break;
            default:
                FleetBudget.Read(ref reader).Write(writer);
                break;
        }
        reader.End();
        return writer.ToArray();
    }

    private static Sampler Sampler()
    {
        var sampler = new Sampler();
        var stratum = new Stratum("chat", LengthTercile.Lower);
        for (var i = 0; i < 20; i++)
        {
            sampler.Serve(stratum, 1_000);
            sampler.Offer(new Candidate((ulong)i * 0x0101_0101_0101_0101, stratum, 1, 0.5, 0.5, Origins.Of()));
        }
        return sampler;
    }

    private static JudgeDesk Desk()
    {
        var desk = new JudgeDesk();
        for (var i = 0; i < 10; i++)
            desk.Add(JudgeQueueTests.Wish($"r{i}"));
        var terms = new JudgeTerms(_ => new(1, 100, 1_000), new(Calls: 5), default, 8);
        desk.Finish(desk.Start(terms, 1_000)!, new JudgeOutcome.Unavailable("timeout"), null, 1_000, 0.5);
        desk.Slice.Take(new Lease(1, "a", 0, new(5, 5, 5), 10_000));
        return desk;
    }

    private static ScoreBook Scores()
    {
        var book = new ScoreBook();
        for (var i = 0; i < 5; i++)
            book.Add(new Verdict(7, BuiltInRubrics.Default, "m1", [0.5, null, 1], 0.1, 1, i * 3_600_000));
        return book;
    }

    private static FleetBudget Fleet()
    {
        var fleet = new FleetBudget();
        fleet.Grant("a", new(5, 500, 0), new(1, 100, 0), new(Calls: 100), 1_000);
        fleet.Grant("b", new(5, 500, 0), new(1, 100, 0), new(Calls: 100), 1_000);
        return fleet;
    }
}
