using Plimsoll.Gateway.Exposition;

namespace Plimsoll.Gateway.Tests.Exposition;

public sealed class MetricFormatTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("*/*", false)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", false)]
    [InlineData("text/plain;version=0.0.4", false)]
    [InlineData("application/openmetrics-text", true)]
    [InlineData("application/openmetrics-text;version=\"1.0.0\"", true)]
    [InlineData("application/openmetrics-text;version=0.0.1", false)]
    [InlineData("application/openmetrics-text;q=0", false)]
    [InlineData("application/openmetrics-text;q=0.3,text/plain;q=0.5", false)]
    [InlineData("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", true)]
    [InlineData("no media type", false)]
    public void OpenMetrics_is_served_to_those_who_rank_it_first(string accept, bool openMetrics) =>
        Assert.Equal(openMetrics, MetricFormat.For(accept.Split(',')).IsOpenMetrics);

    [Theory]
    [InlineData("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,text/plain;q=0.5", true)]
    [InlineData("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.2,text/plain;q=0.5", false)]
    [InlineData("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text", false)]
    [InlineData("application/vnd.google.protobuf;proto=another.Message;encoding=delimited", false)]
    [InlineData("application/vnd.google.protobuf", false)]
    public void Protobuf_is_served_to_those_who_rank_it_first(string accept, bool protobuf) =>
        Assert.Equal(protobuf, MetricFormat.For(accept.Split(',')) == MetricFormat.Protobuf);
}
