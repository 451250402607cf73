using System.Text;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Pipeline;

public class DedupKeyTests
{
    [Fact]
    public void Request_id_under_its_component_is_the_identity_whatever_else_differs() =>
        Assert.Equal(DedupKey.Of(Rows.Hash, Rows.Record("a", "1", 5)), DedupKey.Of(Rows.Hash, Rows.Record("a", "1", 6)));

    [Fact]
    public void Components_ids_and_sources_do_not_mix()
    {
        var span = Rows.Record("a", "1");
        span.Source = TelemetrySource.Spans;
        var keys = new[] { Rows.Record("a", "1"), Rows.Record("b", "1"), Rows.Record("a", "2"), Rows.Record("a1", ""), span }
            .Select(r => DedupKey.Of(Rows.Hash, r));
        Assert.Equal(5, keys.Distinct().Count());
    }

    [Theory]
    [InlineData("a", "0192d3c4-7a00-7000-8000-000000000001")]
    [InlineData("a", "x")]
    [InlineData("a component of a name that is longer than the eighty characters for which there is a shorter way", "x")]
    [InlineData("größe", "x")]
    public void Id_as_bytes_is_the_id_as_text(string component, string id)
    {
        var bytes = Rows.Record(component, null);
        bytes.SetRequestId(Encoding.ASCII.GetBytes(id));
        Assert.Equal(DedupKey.Of(Rows.Hash, Rows.Record(component, id)), DedupKey.Of(Rows.Hash, bytes));
    }

    [Fact]
    public void Span_is_identified_by_trace_and_span_whatever_its_response_is_called()
    {
        var (plain, named) = (Span("t", "s"), Span("t", "s"));
        (plain.Source, named.Source) = (TelemetrySource.Spans, TelemetrySource.Spans);
        named.RequestId = "resp-1";

        Assert.Equal(DedupKey.Of(Rows.Hash, plain), DedupKey.Of(Rows.Hash, named));
    }

    [Fact]
    public void Span_without_request_id_is_identified_by_trace_and_span()
    {
        Assert.NotEqual(default, DedupKey.Of(Rows.Hash, Span("t", "s")));
        Assert.NotEqual(DedupKey.Of(Rows.Hash, Span("t", "s")), DedupKey.Of(Rows.Hash, Span("t", "r")));
        Assert.Equal(DedupKey.Of(Rows.Hash, Span("t", "s")), DedupKey.Of(Rows.Hash, Span("t", "s")));
    }

    [Fact]
    public void Without_any_id_there_is_no_key()
    {
        Assert.Equal(default, DedupKey.Of(Rows.Hash, Rows.Record("a", null)));
        Assert.Equal(default, DedupKey.Of(Rows.Hash, new Feedback { Component = "a", TimestampMs = 1, Rating = 1 }));
        Assert.Equal(default, DedupKey.Of(Rows.Hash, new Outcome { Component = "a", TimestampMs = 1, Success = true }));
    }

    [Fact]
    public void Two_different_words_on_one_request_are_both_feedback()
    {
        var thumb = new Feedback { Component = "a", RequestId = "1", TimestampMs = 1, ThumbsUp = true };
        Assert.NotEqual(DedupKey.Of(Rows.Hash, thumb), DedupKey.Of(Rows.Hash, thumb with { ThumbsUp = false }));
        Assert.Equal(DedupKey.Of(Rows.Hash, thumb), DedupKey.Of(Rows.Hash, thumb with { }));
    }

    [Fact]
    public void Longest_names_fit()
    {
        var widest = new string('語', 256);
        Assert.NotEqual(default, DedupKey.Of(Rows.Hash, Rows.Record(widest, widest)));
        var outcome = new Outcome { Component = widest, RequestId = widest, TimestampMs = long.MaxValue, Success = true, Task = widest };
        Assert.NotEqual(default, DedupKey.Of(Rows.Hash, outcome));
    }

    private static InferenceRecord Span(string trace, string span)
    {
        var record = Rows.Record("a", null);
        (record.TraceId, record.SpanId) = (trace, span);
        return record;
    }
}
