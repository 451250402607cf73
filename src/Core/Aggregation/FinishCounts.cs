using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Aggregation;

/// <summary>Requests that named a finish reason, and those of them that a content filter stopped.</summary>
internal readonly record struct FinishCounts(long Finished, long Filtered)
{
    /// <summary>Finish reason of a response that the provider's filter stopped.</summary>
    public const string ContentFilter = "content_filter";

    /// <summary>Null when no request named a finish reason.</summary>
    public double? FilteredRatio => Finished == 0 ? null : (double)Filtered / Finished;

    public static FinishCounts Of(NamedCounters? reasons) =>
        reasons is null ? default : new(reasons.Counts.Values.Sum(), reasons.Counts.GetValueOrDefault(ContentFilter));

    public static FinishCounts OfOne(string? reason) => OfSome(reason, 1);

    public static FinishCounts OfSome(string? reason, long requests) =>
        reason is null ? default : new(requests, reason == ContentFilter ? requests : 0);

    public FinishCounts Plus(FinishCounts other) => new(Finished + other.Finished, Filtered + other.Filtered);

    /// <summary>
    /// Share of requests that were refused, by a filter or in words: f + (1 − f) × r, with f of all that named a finish
    /// reason and r of the responses that were read, so that reading only some of them biases nothing. Null when no
    /// response was read.
    /// </summary>
    public double? RefusalRatio(ContentAggregate? content)
    {
        if (content is not { Screened: > 0 })
            return null;
        var filtered = FilteredRatio ?? 0;
        return filtered + (1 - filtered) * content.Refused / content.Screened;
    }

    public void Write(StateWriter writer)
    {
        writer.Count(Finished);
        writer.Count(Filtered);
    }

    public static FinishCounts Read(ref StateReader reader) => new(reader.Count(), reader.Count());
}
