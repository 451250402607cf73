using Amazon.Runtime;
using Plimsoll.Integrations.Aws.CloudWatch;
using Plimsoll.Integrations.Http;
using Plimsoll.Integrations.SageMaker;
using Plimsoll.SageMaker;
using Plimsoll.Support;
using Plimsoll.Support.CloudWatch;

namespace Plimsoll.Integrations.Tests.SageMaker;

public sealed class CloudMetricsTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly HttpMessageInvoker _http = BoundedHttp.Client(1);
    private readonly FakeCloudWatch _service = new(new ManualTimeProvider(Now));

    public Task InitializeAsync()
    {
        for (var i = 0; i < 7; i++)
        {
            var value = i;
            _service.Metrics.Add(SageMakerNames.Traffic, "Invocations", new Dictionary<string, string> { [SageMakerNames.Component] = $"c{i}" }, (at, _) => value * 100 + at.Minute);
        }
        _service.Metrics.Add(SageMakerNames.Traffic, "Invocations", new Dictionary<string, string> { [SageMakerNames.Endpoint] = "e" }, (_, _) => 1);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Metrics_of_all_pages_are_listed_that_have_the_dimension()
    {
        _service.Metrics.PageSize = 3;

        var metrics = Done(await Reader().ListAsync(SageMakerNames.Traffic, SageMakerNames.Component, default));

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"c{i}"), metrics.Select(m => m[SageMakerNames.Component]!));
        Assert.Equal(3, _service.Metrics.Lists);
    }

    [Fact]
    public async Task Points_come_in_pages_and_go_back_to_their_queries_by_minute()
    {
        _service.Metrics.ResultsPerPage = 2;
        var queries = await QueriesAsync();

        var series = Done(await Reader().GetAsync(queries, Now, Now.AddMinutes(3), default));

        Assert.Equal(queries, series.Select(s => s.Query));
        var minute = Now.ToUnixTimeSeconds() / 60;
        Assert.Equal([300.0, 301, 302], Enumerable.Range(0, 3).Select(i => series[3].Points[minute + i]));
        Assert.All(series, s => Assert.True(s.Complete));
        Assert.Equal(4, _service.Metrics.Gets);
    }

    [Fact]
    public async Task More_than_500_queries_go_in_several_calls()
    {
        var queries = Enumerable.Repeat(await QueriesAsync(), 100).SelectMany(q => q).ToList();

        Assert.Equal(700, Done(await Reader().GetAsync(queries, Now, Now.AddMinutes(1), default)).Count);
        Assert.Equal(2, _service.Metrics.Gets);
    }

    [Fact]
    public async Task Partial_data_is_said_to_be_partial()
    {
        _service.Metrics.Partial = true;

        Assert.All(Done(await Reader().GetAsync(await QueriesAsync(), Now, Now.AddMinutes(1), default)), s => Assert.False(s.Complete));
    }

    [Theory]
    [InlineData(CloudWatchFault.Throttled, "ThrottlingException")]
    [InlineData(CloudWatchFault.InternalError, "InternalServiceFault")]
    [InlineData(CloudWatchFault.Reset, "connection")]
    public async Task What_may_pass_is_tried_three_times_and_then_later(CloudWatchFault fault, string reason)
    {
        _service.Fault = fault;

        var later = Assert.IsType<CloudAnswer<IReadOnlyList<CloudMetric>>.Later>(await Reader().ListAsync(SageMakerNames.Traffic, SageMakerNames.Component, default));

        Assert.Equal((reason, 3), (later.Reason, _service.Calls));
    }

    [Theory]
    [InlineData(CloudWatchFault.Denied, "cloudwatch:ListMetrics is not allowed in eu-central-1")]
    [InlineData(CloudWatchFault.UnknownKey, "cloudwatch:ListMetrics in eu-central-1: AWS does not know the credentials")]
    [InlineData(CloudWatchFault.BadSignature, "cloudwatch:ListMetrics in eu-central-1: AWS does not know the credentials")]
    [InlineData(CloudWatchFault.Expired, "cloudwatch:ListMetrics in eu-central-1: the credentials have expired")]
    public async Task What_an_operator_must_change_names_the_action_and_is_not_tried_again(CloudWatchFault fault, string says)
    {
        _service.Fault = fault;

        var refused = Assert.IsType<CloudAnswer<IReadOnlyList<CloudMetric>>.Refused>(await Reader().ListAsync(SageMakerNames.Traffic, SageMakerNames.Component, default));

        Assert.StartsWith(says, refused.Advice, StringComparison.Ordinal);
        Assert.Contains("""{"Effect":"Allow","Action":"cloudwatch:ListMetrics","Resource":"*"}""", refused.Advice, StringComparison.Ordinal);
        Assert.Equal(1, _service.Calls);
    }

    private async Task<IReadOnlyList<CloudQuery>> QueriesAsync() =>
        PullPlan.Queries(Done(await Reader().ListAsync(SageMakerNames.Traffic, SageMakerNames.Component, default)));

    private static T Done<T>(CloudAnswer<T> answer) => Assert.IsType<CloudAnswer<T>.Done>(answer).Value;

    private CloudMetrics Reader() => new(
        new CloudWatchClient(new(_http, new BasicAWSCredentials("AKIDEXAMPLE", "secret"), "eu-central-1", TimeProvider.System) { Address = _service.Url, Jitter = () => 0 }), "eu-central-1");
}
