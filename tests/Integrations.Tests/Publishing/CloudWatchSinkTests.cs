using Amazon.Runtime;
using Plimsoll.Integrations.Aws.CloudWatch;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Http;
using Plimsoll.Integrations.Publishing;
using Plimsoll.Publishing;
using Plimsoll.Support;
using Plimsoll.Support.CloudWatch;

namespace Plimsoll.Integrations.Tests.Publishing;

public sealed class CloudWatchSinkTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly long Minute = Now.ToUnixTimeSeconds() / 60 - 3;

    private readonly HttpMessageInvoker _http = BoundedHttp.Client(1);
    private readonly FakeCloudWatch _service = new(new ManualTimeProvider(Now));
    private readonly CloudWatchSettings _settings = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _service.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_minute_of_the_fleet_goes_in_one_call_and_arrives_as_it_was()
    {
        var minutes = Enumerable.Range(0, 20).Select(i => Published($"chat/{i}", 0)).ToList();

        var call = Assert.Single(Sink().Pack(minutes));
        Assert.IsType<PublishOutcome.Done>(await Sink().SendAsync(call, default));

        Assert.Empty(_service.Errors);
        Assert.Equal(40, _service.Data.Count);
        var latency = _service.Data.Single(d => d is { Metric: "total_latency_ms", Dimensions: "Component=chat/7" });
        Assert.Equal(("Plimsoll", "Milliseconds", Now.AddMinutes(-3)), (latency.Namespace, latency.Unit, latency.At));
        Assert.Equal([10, 20.5], latency.Values);
        Assert.Equal([3, 4], latency.Counts);
    }

    [Fact]
    public async Task Scores_have_a_namespace_for_each_component_and_the_dimensions_of_the_aws_sample()
    {
        foreach (var call in Sink().Pack([Published("Llama 3/eu", 1), Published("b", 1)]))
            Assert.IsType<PublishOutcome.Done>(await Sink().SendAsync(call, default));

        Assert.Empty(_service.Errors);
        var score = _service.Data.Single(d => d.Namespace == "/aws/sagemaker/inference-quality/Llama_3/eu");
        Assert.Equal(("safety_score", "EndpointName=eu,InferenceComponentLabel=llama,InferenceComponentName=Llama 3/eu"), (score.Metric, score.Dimensions));
        Assert.Single(_service.Data, d => d.Namespace == "/aws/sagemaker/inference-quality/b");
    }

    [Fact]
    public async Task No_call_has_more_than_a_thousand_data_or_a_megabyte()
    {
        var wide = Enumerable.Range(0, 150).Select(i => 1.23456 * (i + 1)).ToArray();
        var counts = Enumerable.Repeat(1e6, 150).ToArray();
        var large = new PublishedPoint("total_latency_ms", PointUnit.Milliseconds, wide, counts);
        var many = Enumerable.Range(0, 1_001).Select(i => Published($"c{i}", 0));
        var heavy = Enumerable.Range(0, 500).Select(i => new PublishedMinute(Minute + 1, $"h{i}", null, "", [], [large, large with { Metric = "ttft_ms" }]));

        var calls = Sink().Pack([.. many, .. heavy]);
        foreach (var call in calls)
            Assert.IsType<PublishOutcome.Done>(await Sink().SendAsync(call, default));

        Assert.Empty(_service.Errors);
        Assert.Equal(2 * 1_001 + 1_000, _service.Data.Count);
        Assert.Equal(3, calls.Count(c => c.Minute == Minute));
        Assert.All(calls, c => Assert.InRange(c.Points, 1, DatumPacker.MostDatums));
        Assert.Equal(calls.Select(c => c.Minute).Order(), calls.Select(c => c.Minute));
    }

    [Fact]
    public async Task Names_in_any_script_are_taken_and_stay_different()
    {
        foreach (var call in Sink().Pack([Published("müller", 1), Published("möller", 1), Published("\n", 1), Published(new string('x', 3_000), 1)]))
            Assert.IsType<PublishOutcome.Done>(await Sink().SendAsync(call, default));

        Assert.Empty(_service.Errors);
        Assert.Equal(4, _service.Data.Where(d => d.Metric == "requests").Select(d => d.Dimensions).Distinct().Count());
    }

    [Theory]
    [InlineData(CloudWatchFault.Throttled, "ThrottlingException", false)]
    [InlineData(CloudWatchFault.InternalError, "InternalServiceFault", true)]
    [InlineData(CloudWatchFault.Reset, "connection", true)]
    [InlineData(CloudWatchFault.LostAnswer, "connection", true)]
    public async Task What_may_pass_is_tried_later_by_the_publisher_alone(CloudWatchFault fault, string reason, bool mayCount)
    {
        _service.Fault = fault;
        var call = Sink().Pack([Published("a", 0)]).Single();

        var later = Assert.IsType<PublishOutcome.Later>(await Sink().SendAsync(call, default));

        Assert.Equal((reason, mayCount), (later.Reason, later.MayCount));
        Assert.Equal(1, _service.Calls);
    }

    [Theory]
    [InlineData(CloudWatchFault.Denied, "AccessDenied", "cloudwatch:PutMetricData is not allowed in eu-central-1: attach a policy")]
    [InlineData(CloudWatchFault.UnknownKey, "UnrecognizedClientException", "cloudwatch:PutMetricData in eu-central-1: AWS does not know the credentials")]
    [InlineData(CloudWatchFault.BadSignature, "SignatureDoesNotMatch", "check access key, secret and session token, and that the account has the region enabled")]
    [InlineData(CloudWatchFault.Expired, "ExpiredTokenException", "cloudwatch:PutMetricData in eu-central-1: the credentials have expired")]
    public async Task What_an_operator_must_change_is_one_sentence_with_the_policy_and_no_secret_and_is_not_tried_again(CloudWatchFault fault, string reason, string says)
    {
        _service.Fault = fault;

        var refused = Assert.IsType<PublishOutcome.Refused>(await Sink().SendAsync(Sink().Pack([Published("a", 0)]).Single(), default));

        Assert.Equal((reason, 1), (refused.Reason, _service.Calls));
        Assert.Contains(says, refused.Advice, StringComparison.Ordinal);
        Assert.Contains("""{"Effect":"Allow","Action":"cloudwatch:PutMetricData","Resource":"*"}""", refused.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-test", refused.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_does_not_exist_is_named() =>
        Assert.Contains("region 'eu-nowhere-9'", AwsAdvice.For(new("name_resolution", 0), "cloudwatch:PutMetricData", "eu-nowhere-9"), StringComparison.Ordinal);

    [Fact]
    public async Task Credentials_that_cannot_be_had_say_how_to_give_some()
    {
        var connection = new AwsConnection(
            _http, AwsIdentity.Credentials("no-such-profile"), "eu-central-1", TimeProvider.System)
        { MaxAttempts = 1, Address = _service.Url };
        var sink = new CloudWatchSink(_settings, new CloudWatchClient(connection), "eu-central-1");

        var refused = Assert.IsType<PublishOutcome.Refused>(await sink.SendAsync(sink.Pack([Published("a", 0)]).Single(), default));

        Assert.Contains("no AWS credentials were found", refused.Advice, StringComparison.Ordinal);
        Assert.Equal(0, _service.Calls);
    }

    private static readonly BasicAWSCredentials Credentials = new("AKIDEXAMPLE", "secret-of-the-test");

    private CloudWatchSink Sink() => new(
        _settings, new CloudWatchClient(new(_http, Credentials, "eu-central-1", TimeProvider.System) { Address = _service.Url, MaxAttempts = 1 }), "eu-central-1");

    private static PublishedMinute Published(string component, int scores) => new(
        Minute, component, "eu", "llama",
        [.. Enumerable.Repeat(new PublishedPoint("safety_score", PointUnit.None, [0.5, 1], [1, 2]), scores)],
        [PublishedPoint.One("requests", PointUnit.Count, 7), new("total_latency_ms", PointUnit.Milliseconds, [10, 20.5], [3, 4])]);
}
