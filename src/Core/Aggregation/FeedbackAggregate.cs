using Plimsoll.Aggregation.Encoding;
using Plimsoll.Telemetry;

namespace Plimsoll.Aggregation;

/// <summary>Feedback and outcomes of one window.</summary>
internal sealed class FeedbackAggregate
{
    private MeanSum _ratings;

    public long Ratings => _ratings.Count;
    public double? MeanRating => _ratings.Mean;
    public long ThumbsUp { get; private set; }
    public long ThumbsDown { get; private set; }
    public long Regenerated { get; private set; }
    public long Accepted { get; private set; }
    public long Reported { get; private set; }
    public long Outcomes { get; private set; }
    public long Successes { get; private set; }

    public double? TaskSuccessRatio => Outcomes == 0 ? null : (double)Successes / Outcomes;

    public void Add(Feedback feedback)
    {
        _ratings.Add(feedback.Rating);
        ThumbsUp += feedback.ThumbsUp is true ? 1 : 0;
        ThumbsDown += feedback.ThumbsUp is false ? 1 : 0;
        Regenerated += feedback.Regenerated ? 1 : 0;
        Accepted += feedback.Accepted ? 1 : 0;
        Reported += feedback.Reported ? 1 : 0;
    }

    public void Add(Outcome outcome)
    {
        Outcomes++;
        Successes += outcome.Success ? 1 : 0;
    }

    public void Merge(FeedbackAggregate other)
    {
        _ratings.Merge(other._ratings);
        ThumbsUp += other.ThumbsUp;
        ThumbsDown += other.ThumbsDown;
        Regenerated += other.Regenerated;
        Accepted += other.Accepted;
        Reported += other.Reported;
        Outcomes += other.Outcomes;
        Successes += other.Successes;
    }

    public void Write(StateWriter writer)
    {
        _ratings.Write(writer);
        writer.Count(ThumbsUp);
        writer.Count(ThumbsDown);
        writer.Count(Regenerated);
        writer.Count(Accepted);
        writer.Count(Reported);
        writer.Count(Outcomes);
        writer.Count(Successes);
    }

    public static FeedbackAggregate Read(ref StateReader reader) => new()
    {
        _ratings = MeanSum.Read(ref reader),
        ThumbsUp = reader.Count(),
        ThumbsDown = reader.Count(),
        Regenerated = reader.Count(),
        Accepted = reader.Count(),
        Reported = reader.Count(),
        Outcomes = reader.Count(),
        Successes = reader.Count(),
    };
}
