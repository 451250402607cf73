using Amazon.Runtime;
using Plimsoll.Integrations.Aws.CloudWatch;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Http;
using Plimsoll.Integrations.Tests.Aws.Conformance;
using Plimsoll.Integrations.Tests.Servers;

namespace Plimsoll.Integrations.Tests.Aws.CloudWatch;

public class CloudWatchClientTests
{
    private static readonly GetMetricDataInput s_get = new([new("m1")], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));

    [Fact]
    public async Task A_page_of_data_has_its_points_its_status_and_the_token_of_the_next()
    {
        await using var server = await LoopbackServer.StartAsync(200, """
            {"MetricDataResults":[{"Id":"m1","Label":"ModelLatency","Timestamps":[1795212060,1795212000.5],"Values":[1234.5,1e3],"StatusCode":"PartialData"}],
            "NextToken":"n","Messages":[]}
            """);
        using var http = BoundedHttp.Client(1);

        var page = Assert.IsType<AwsResult<GetMetricDataOutput>.Done>(await Client(http, server.Url).GetMetricDataAsync(s_get, default)).Value;

        var series = Assert.Single(page.MetricDataResults!);
        Assert.Equal(("m1", "ModelLatency", "PartialData", "n"), (series.Id, series.Label, series.StatusCode, page.NextToken));
        Assert.Equal([1_795_212_060_000, 1_795_212_000_500], series.Timestamps!.Select(t => t.ToUnixTimeMilliseconds()));
        Assert.Equal([1234.5, 1000], series.Values!);
    }

    [Fact]
    public async Task A_page_of_metrics_has_their_dimensions()
    {
        await using var server = await LoopbackServer.StartAsync(200, """
            {"Metrics":[{"Namespace":"AWS/SageMaker","MetricName":"Invocations","Dimensions":[{"Name":"InferenceComponentName","Value":"ic"}]}],"OwningAccounts":[]}
            """);
        using var http = BoundedHttp.Client(1);

        var page = Assert.IsType<AwsResult<ListMetricsOutput>.Done>(await Client(http, server.Url).ListMetricsAsync(new(), default)).Value;

        var metric = Assert.Single(page.Metrics!);
        Assert.Equal(("AWS/SageMaker", "Invocations"), (metric.Namespace, metric.MetricName));
        Assert.Equal([new("InferenceComponentName", "ic")], metric.Dimensions!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("""{"MetricDataResults":[{"Timestamps":["2026-11-20"]}]}""")]
    [InlineData("""{"MetricDataResults":[{"Timestamps":[1e300]}]}""")]
    [InlineData("""{"MetricDataResults":7}""")]
    public async Task A_success_that_is_no_page_is_a_failure(string body)
    {
        await using var server = await LoopbackServer.StartAsync(200, body);
        using var http = BoundedHttp.Client(1);

        var failed = Assert.IsType<AwsResult<GetMetricDataOutput>.Failed>(await Client(http, server.Url).GetMetricDataAsync(s_get, default));

        Assert.Equal(AwsFailure.Unreadable, failed.Failure.Code);
    }

    private static CloudWatchClient Client(HttpMessageInvoker http, Uri address) =>
        new(new(http, new BasicAWSCredentials(SigV4Check.AccessKey, SigV4Check.Secret), "us-east-1", TimeProvider.System) { Address = address, Jitter = () => 0 });
}
