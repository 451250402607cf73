using Amazon.Runtime;
using Amazon.S3;
using Plimsoll.Integrations.SageMaker.Capture;
using Plimsoll.Integrations.Tests.Aws.Conformance;
using Plimsoll.Integrations.Tests.Servers;
using Plimsoll.SageMaker;
using Plimsoll.SageMaker.Capture;

namespace Plimsoll.Integrations.Tests.SageMaker.Capture;

/// <summary>Requests to S3 are signed so that the service can recompute it, whatever is in a key.</summary>
public class S3SignatureTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_request_is_signed_over_its_path_and_query()
    {
        await using var server = await LoopbackServer.StartAsync(200, """
            <ListBucketResult><IsTruncated>false</IsTruncated><CommonPrefixes><Prefix>a b/ü/2026/</Prefix></CommonPrefixes></ListBucketResult>
            """);
        using var store = new S3CaptureStore(
            new("prod") { Bucket = "logs", Prefix = "a b/ü" },
            new AmazonS3Client(new SessionAWSCredentials(SigV4Check.AccessKey, SigV4Check.Secret, SigV4Check.Session), new AmazonS3Config
            {
                ServiceURL = server.Url.AbsoluteUri,
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
            }), "us-east-1");

        Assert.IsType<CloudAnswer<IReadOnlyList<CapturedObject>>.Done>(await store.ListAsync(Now.AddMinutes(-1), Now, default));
        Assert.IsType<CloudAnswer<Stream>.Done>(await store.OpenAsync(new("2026/11/20/12/x (1)+é.jsonl", 0, 100), 10, default));

        Assert.Contains(server.Requests, r => r.Target.Contains("list-type=2", StringComparison.Ordinal) && r.Target.Contains("2026%2F11%2F20%2F12", StringComparison.Ordinal));
        Assert.Equal("bytes=10-99", server.Requests[^1].Headers["range"]);
        Assert.All(server.Requests, r => Assert.Contains("x-amz-security-token", SigV4Check.Verify(r, "s3")));
    }
}
