using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Sampling;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Components.Judging;

/// <summary>Everything a component knows of the quality of its answers, without behaviour of its own.</summary>
internal sealed class JudgingState
{
    /// <summary>Numbers of the blocks in which it is saved; the verdicts have their own.</summary>
    public const long Block = 0;

    public const long ScoresBlock = 1;
    public const long AnnotationsBlock = 2;
    public const long FixedSetBlock = 3;

    private const byte Format = 1;

    /// <summary>Of the part that changes with every minute: sample, queue, budget, figures.</summary>
    public long Version { get; set; }

    /// <summary>Of the scores.</summary>
    public long ScoresVersion { get; set; }

    public Sampler Sampler { get; private set; } = new();
    public CandidateSizes Sizes { get; private set; } = new();
    public JudgeDesk Desk { get; private set; } = new();
    public JudgeFigures Figures { get; private set; } = new();
    public ScoreBook Scores { get; private set; } = new();
    public VerdictLog Verdicts { get; } = new();
    public AnnotationBook Annotations { get; } = new();
    public FixedSetWatch FixedSet { get; } = new();

    /// <summary>Follows from <see cref="Annotations"/>; made when it is asked for.</summary>
    public JudgeTrustBook? Trust { get; set; }

    /// <summary>Empty between batches.</summary>
    public ServedTally Served { get; } = new();

    /// <summary>Calls under way, by id. Those that a restart interrupts are not among them: their answers come too late.</summary>
    public Dictionary<string, JudgeCall> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>When the sampling rate was adapted last.</summary>
    public long AdaptedMs { get; set; }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(AdaptedMs);
        Sampler.Write(writer);
        Sizes.Write(writer);
        Desk.Write(writer);
        Figures.Write(writer);
    }

    public void Restore(ref StateReader reader, long version)
    {
        reader.Version(Format);
        AdaptedMs = reader.Count();
        Sampler = Sampler.Read(ref reader);
        Sizes = CandidateSizes.Read(ref reader);
        Desk = JudgeDesk.Read(ref reader);
        Figures = JudgeFigures.Read(ref reader);
        Figures.Forfeited(Desk.Budget.TakeForfeited());
        Version = version;
    }

    public void RestoreScores(ref StateReader reader, long version)
    {
        Scores = ScoreBook.Read(ref reader);
        ScoresVersion = version;
    }
}
