using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Telemetry;

public class AggregateValidatorTests
{
    private const long Now = 1_790_000_000_000;

    private static readonly AggregateSample s_counter = new()
    {
        Component = "c",
        TimestampMs = Now,
        Series = 1,
        Cumulative = true,
        Target = AggregateTarget.Requests,
        Value = 5,
    };

    private static readonly AggregateDistribution s_distribution = new() { Bounds = [1, 2], Counts = [1, 2, 3], Sum = 9 };

    public static TheoryData<string, AggregateSample> Bad => new()
    {
        { "component is missing or empty", s_counter with { Component = "" } },
        { "timestamp is missing (or 0)", s_counter with { TimestampMs = 0 } },
        { "value -1 is not between 0 and 1000000000000000", s_counter with { Value = -1 } },
        { "start_timestamp 1790000000001 is not between 0 and the timestamp", s_counter with { StartMs = Now + 1 } },
        { "error_type is missing or empty", s_counter with { Target = AggregateTarget.Errors } },
        { "finish_reason is missing or empty", s_counter with { Target = AggregateTarget.FinishReason } },
        { "distribution is missing", s_counter with { Target = AggregateTarget.Distribution } },
        { "sum NaN is not a finite number", Of(s_distribution with { Sum = double.NaN }) },
        { "sum -1 is not between 0 and 1000000000000000", Of(s_distribution with { Sum = -1 }) },
        { "bucket_counts -2 is not between 0 and 1000000000000000", Of(s_distribution with { Counts = [1, -2, 3] }) },
        { "bucket_counts make 9223372036854775810 together; at most 1000000000000000 are taken", Of(s_distribution with { Counts = [1, 2, long.MaxValue] }) },
        { "explicit_bounds has 2 entries and bucket_counts 2; there must be one count more", Of(s_distribution with { Counts = [1, 2] }) },
        { "explicit_bounds 1 follows 1; bounds must rise", Of(s_distribution with { Bounds = [1, 1] }) },
        { "explicit_bounds Infinity is not a finite number", Of(s_distribution with { Bounds = [1, double.PositiveInfinity] }) },
        { "scale 21 is not between -10 and 20", Of(s_distribution with { Bounds = null, Scale = 21 }) },
        { "buckets has 513 entries; at most 512 are taken", Of(s_distribution with { Bounds = null, Counts = new long[513] }) },
    };

    [Fact]
    public void Good_samples_are_taken()
    {
        Assert.Null(RecordValidator.Validate(s_counter));
        Assert.Null(RecordValidator.Validate(Of(s_distribution)));
        Assert.Null(RecordValidator.Validate(Of(s_distribution with { Bounds = null, Scale = 20, Offset = -1048577 })));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Bad_samples_are_refused_by_field_and_value(string message, AggregateSample sample) =>
        Assert.Equal(message, RecordValidator.Validate(sample)?.Message);

    private static AggregateSample Of(AggregateDistribution distribution) =>
        s_counter with { Target = AggregateTarget.Distribution, Distribution = distribution };
}
