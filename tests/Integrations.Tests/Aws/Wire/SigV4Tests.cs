using System.Globalization;
using System.Text;
using Amazon.Runtime;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Tests.Aws.Conformance;
using Plimsoll.Support;

namespace Plimsoll.Integrations.Tests.Aws.Wire;

public class SigV4Tests
{
    private static readonly BasicAWSCredentials s_credentials = new(SigV4Check.AccessKey, SigV4Check.Secret);

    /// <summary>A request of the official JavaScript SDK, with the signature that it made.</summary>
    [Fact]
    public async Task A_request_of_the_official_sdk_gets_the_signature_that_it_has()
    {
        var headers = new Dictionary<string, string>
        {
            ["content-type"] = "application/x-amz-json-1.0",
            ["x-amz-target"] = "GraniteServiceVersion20100801.ListMetrics",
            ["x-amzn-query-mode"] = "true",
            ["content-length"] = "51",
            ["x-amz-user-agent"] = "aws-sdk-js/3.1161.0",
            ["host"] = "127.0.0.1:45397",
            ["amz-sdk-invocation-id"] = "81b48f5a-dc72-4a95-bec7-d00a1c3bd3dd",
            ["amz-sdk-request"] = "attempt=1; max=3",
        };

        await new SigV4(s_credentials, AwsService.CloudWatch, "us-east-1").AuthorizeAsync(
            "/", headers, Encoding.UTF8.GetBytes("""{"Namespace":"AWS/Bedrock","RecentlyActive":"PT3H"}"""), new(2026, 11, 20, 23, 44, 9, TimeSpan.Zero));

        Assert.EndsWith("Signature=90876d965397149d54abe7eb19c37adbdd904cc377e38ac683d34a58ef404e04", headers["authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_a_session_bring_their_token_and_sign_it()
    {
        var headers = new Dictionary<string, string> { ["host"] = "h" };

        await new SigV4(new SessionAWSCredentials("AKIDEXAMPLE", "s", "token"), AwsService.Sns, "eu-central-1").AuthorizeAsync(
            "/", headers, [], DateTimeOffset.UnixEpoch);

        Assert.Equal("token", headers["x-amz-security-token"]);
        Assert.Contains(";x-amz-security-token,", headers["authorization"], StringComparison.Ordinal);
        Assert.Contains("/19700101/eu-central-1/sns/aws4_request", headers["authorization"], StringComparison.Ordinal);
    }

    [SharedTheory("wire")]
    [InlineData("bedrock-converse", 7)]
    [InlineData("cloudwatch-awsJson1_0", 6)]
    [InlineData("sns-publish", 4)]
    public async Task Every_recorded_request_gets_the_signature_that_it_has(string recording, int least)
    {
        var requests = WireRecording.Read(recording);

        Assert.True(requests.Count >= least, $"{requests.Count} of {least}");
        foreach (var (request, service) in requests)
        {
            var signed = SigV4Check.Verify(request, service.SigningName);
            var headers = signed.ToDictionary(n => n, n => request.Headers[n]);
            var date = DateTimeOffset.ParseExact(request.Headers["x-amz-date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            await new SigV4(s_credentials, service, "us-east-1").AuthorizeAsync(request.Target, headers, request.Body, date);
            Assert.Equal(request.Headers["authorization"], headers["authorization"]);
        }
    }
}
