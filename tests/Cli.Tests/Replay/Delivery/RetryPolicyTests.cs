using System.Net;
using System.Net.Http.Headers;
using Plimsoll.Cli.Replay.Delivery;

namespace Plimsoll.Cli.Tests.Replay.Delivery;

public class RetryPolicyTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(1000, 30)]
    public void Waits_double_up_to_half_a_minute(int retry, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.Wait(retry, null, CliRun.Now));

    [Fact]
    public void The_servers_wait_counts_when_it_is_longer()
    {
        Assert.Equal(TimeSpan.FromSeconds(9), RetryPolicy.Wait(0, new RetryConditionHeaderValue(TimeSpan.FromSeconds(9)), CliRun.Now));
        Assert.Equal(TimeSpan.FromSeconds(9), RetryPolicy.Wait(0, new RetryConditionHeaderValue(CliRun.Now.AddSeconds(9)), CliRun.Now));
        Assert.Equal(TimeSpan.FromSeconds(16), RetryPolicy.Wait(5, new RetryConditionHeaderValue(TimeSpan.FromSeconds(9)), CliRun.Now));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    [InlineData(HttpStatusCode.BadGateway, true)]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.Forbidden, false)]
    public void Only_what_may_yet_succeed_is_tried_again(HttpStatusCode status, bool transient) =>
        Assert.Equal(transient, RetryPolicy.IsTransient(status));
}
