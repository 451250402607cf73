using Amazon.Runtime;
using Plimsoll.Integrations.Aws.Sns;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Http;
using Plimsoll.Integrations.Tests.Aws.Conformance;
using Plimsoll.Integrations.Tests.Servers;

namespace Plimsoll.Integrations.Tests.Aws.Sns;

public class SnsClientTests
{
    [Theory]
    [InlineData("""<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>567910cd</MessageId></PublishResult></PublishResponse>""", "567910cd")]
    [InlineData("<PublishResponse/>", AwsFailure.Unreadable)]
    [InlineData("{}", AwsFailure.Unreadable)]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><MessageId>&b;</MessageId>", AwsFailure.Unreadable)]
    public async Task A_published_message_has_the_id_that_the_service_gave_it(string answer, string said)
    {
        await using var server = await LoopbackServer.StartAsync(200, answer);
        using var http = BoundedHttp.Client(1);
        var client = new SnsClient(new(http, new BasicAWSCredentials(SigV4Check.AccessKey, SigV4Check.Secret), "us-east-1", TimeProvider.System) { Address = server.Url });

        var result = await client.PublishAsync(new("arn:aws:sns:us-east-1:123456789012:alerts", "m"), default);

        Assert.Equal(said, result is AwsResult<string>.Done done ? done.Value : ((AwsResult<string>.Failed)result).Failure.Code);
    }
}
