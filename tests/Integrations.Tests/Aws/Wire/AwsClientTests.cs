using Amazon.Runtime;
using Microsoft.AspNetCore.Http;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Http;
using Plimsoll.Integrations.Tests.Aws.Conformance;
using Plimsoll.Integrations.Tests.Servers;

namespace Plimsoll.Integrations.Tests.Aws.Wire;

public class AwsClientTests
{
    private static readonly AwsRequest s_request = new("/", "application/json", "{}"u8.ToArray());

    [Fact]
    public async Task A_second_attempt_that_succeeds_is_a_success()
    {
        await using var server = await AnswersAsync((500, ""), (200, "yes"));

        var done = Assert.IsType<AwsResult<AwsResponse>.Done>(await SendAsync(server.Url));

        Assert.Equal("yes"u8.ToArray(), done.Value.Body.ToArray());
        Assert.Equal(["attempt=1; max=3", "attempt=2; max=3"], server.Requests.Select(r => r.Headers["amz-sdk-request"]));
    }

    [Theory]
    [InlineData(403, """{"__type":"com.amazonaws.cloudwatch#AccessDeniedException","Message":"not authorized to perform: cloudwatch:PutMetricData"}""", "AccessDeniedException", "not authorized to perform: cloudwatch:PutMetricData")]
    [InlineData(404, "<ErrorResponse><Error><Type>Sender</Type><Code>NotFound</Code><Message>no topic</Message></Error></ErrorResponse>", "NotFound", "no topic")]
    [InlineData(404, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "http_404", "")]
    [InlineData(400, """{"__type":"a b<script>"}""", "http_400", "")]
    [InlineData(400, """{"__type":"\ud800"}""", "http_400", "")]
    [InlineData(400, "<html>", "http_400", "")]
    [InlineData(307, "", "http_307", "")]
    public async Task An_error_is_known_by_its_type(int status, string body, string code, string message)
    {
        await using var server = await AnswersAsync((status, body));

        var failure = Assert.IsType<AwsResult<AwsResponse>.Failed>(await SendAsync(server.Url)).Failure;

        Assert.Equal((code, message, status, false), (failure.Code, failure.Message, failure.Status, failure.IsUnknownOutcome));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Nobody_there_is_an_unknown_outcome_after_three_attempts()
    {
        Uri gone;
        await using (var server = await AnswersAsync())
            gone = server.Url;

        var failure = Assert.IsType<AwsResult<AwsResponse>.Failed>(await SendAsync(gone)).Failure;

        Assert.Equal(("connection", true), (failure.Code, failure.IsUnknownOutcome));
    }

    [Fact]
    public async Task Credentials_that_cannot_be_had_fail_before_anything_is_sent()
    {
        await using var server = await AnswersAsync();

        var failure = Assert.IsType<AwsResult<AwsResponse>.Failed>(
            await SendAsync(server.Url, AwsIdentity.Credentials("no-such-profile-anywhere"))).Failure;

        Assert.Equal((AwsFailure.NoCredentials, "There is no profile 'no-such-profile-anywhere' with credentials"), (failure.Code, failure.Message));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_set_by_the_services()
    {
        var theirs = TimeProvider.System.GetUtcNow().AddHours(-3);
        await using var server = await LoopbackServer.StartAsync((context, request) =>
        {
            context.Response.Headers.Date = theirs.ToString("R");
            var fits = request.Headers["x-amz-date"].StartsWith(theirs.ToString("yyyyMMdd'T'HH"), StringComparison.Ordinal);
            return LoopbackServer.AnswerAsync(context, fits ? 200 : 403, """{"__type":"InvalidSignatureException"}""");
        });

        Assert.IsType<AwsResult<AwsResponse>.Done>(await SendAsync(server.Url));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_always_fails_is_not_asked_three_times_for_ever()
    {
        await using var server = await AnswersAsync();
        using var http = BoundedHttp.Client(1);
        var client = new AwsClient(AwsService.CloudWatch, Connection(http, server.Url));
        const int Calls = 60;

        for (var i = 0; i < Calls; i++)
            await client.SendAsync(s_request, default);

        Assert.Equal(Calls + RetryQuota.Most / 5, server.Requests.Count);
    }

    [Theory]
    [InlineData("us-east-1", "https://bedrock-runtime.us-east-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://bedrock-runtime.cn-north-1.amazonaws.com.cn/")]
    public void A_service_has_its_address_in_the_regions_partition(string region, string address) =>
        Assert.Equal(address, AwsService.Bedrock.Address(region).AbsoluteUri);

    /// <summary>One answer after another; 500 when they are used up.</summary>
    private static Task<LoopbackServer> AnswersAsync(params (int Status, string Body)[] answers)
    {
        var next = -1;
        return LoopbackServer.StartAsync((context, _) =>
        {
            var at = Interlocked.Increment(ref next);
            var (status, body) = at < answers.Length ? answers[at] : (StatusCodes.Status500InternalServerError, "");
            return LoopbackServer.AnswerAsync(context, status, body);
        });
    }

    private static async Task<AwsResult<AwsResponse>> SendAsync(Uri address, AWSCredentials? credentials = null)
    {
        using var http = BoundedHttp.Client(1);
        return await new AwsClient(AwsService.CloudWatch, Connection(http, address, credentials)).SendAsync(s_request, default);
    }

    private static AwsConnection Connection(HttpMessageInvoker http, Uri address, AWSCredentials? credentials = null) =>
        new(http, credentials ?? new BasicAWSCredentials(SigV4Check.AccessKey, SigV4Check.Secret), "us-east-1", TimeProvider.System)
        {
            Address = address,
            Jitter = () => 0,
        };
}
