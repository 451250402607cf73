using Plimsoll.Publishing;

namespace Plimsoll.Configuration.Tests.Binding;

public class CloudWatchBinderTests
{
    [Fact]
    public void Nothing_is_published_unless_the_section_is_there_and_on()
    {
        Assert.Null(Reading.Valid("").CloudWatch);
        Assert.Null(Reading.Valid("cloudwatch: { enabled: false, region: eu-central-1 }\n").CloudWatch);
        Assert.NotNull(Reading.Valid("cloudwatch: { region: eu-central-1 }\n").CloudWatch);
    }

    [Fact]
    public void Every_key_is_bound()
    {
        var bound = Reading.Valid("""
            cloudwatch:
              region: eu-central-1
              profile: production
              endpoint: http://127.0.0.1:4566
              embedded_metrics: stdout
              namespace: Company/LLM
              quality_namespace: Company/Quality
              quality_names: { safety: harmlessness }
              metrics: [requests, errors]
              delay: 3m
              catch_up: 2h
              calls_per_second: 50
              timeout: 5s
              max_backlog_bytes: 8MiB

            """).CloudWatch!;

        Assert.Equal(("eu-central-1", "production", "http://127.0.0.1:4566/", "stdout"), (bound.Region, bound.Profile, bound.Endpoint!.ToString(), bound.EmbeddedMetrics));
        Assert.Equal(("Company/LLM", "Company/Quality", "harmlessness"), (bound.Namespace, bound.QualityNamespace, bound.QualityNames["safety"]));
        Assert.Equal(["requests", "errors"], bound.Metrics);
        Assert.Equal(
            (TimeSpan.FromMinutes(3), TimeSpan.FromHours(2), 50, TimeSpan.FromSeconds(5), 8L << 20),
            (bound.Delay, bound.CatchUp, bound.CallsPerSecond, bound.Timeout, bound.MaxBacklogBytes));
    }

    [Theory]
    [InlineData("cloudwatch: { namespace: AWS/Mine }\n", "1:26 cloudwatch.namespace: 'AWS/Mine' is reserved; a namespace of one's own begins neither with AWS/ nor with :")]
    [InlineData("cloudwatch: { namespace: a b }\n", "1:26 cloudwatch.namespace: 'a b' is no namespace; it has 1 to 255 letters, digits and . - _ / # :")]
    [InlineData("cloudwatch: { region: EU }\n", "1:23 cloudwatch.region: 'EU' is no region, such as eu-central-1")]
    [InlineData("cloudwatch: { quality_names: { a: x, b: x } }\n", "1:41 cloudwatch.quality_names.b: is 'x', and so is a; scores of two dimensions are never one metric")]
    public void A_broken_section_is_reported(string yaml, string error) => Assert.Equal(error, Reading.Error(yaml));

    [Fact]
    public void A_metric_that_does_not_exist_is_named_beside_those_that_do() =>
        Assert.Contains($"'cpu' is not one of {string.Join(", ", PublishedMetrics.All)}", Reading.Error("cloudwatch: { metrics: [cpu] }\n"), StringComparison.Ordinal);
}
