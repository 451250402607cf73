using Amazon.Runtime;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Integrations.Aws.Sns;
using Plimsoll.Integrations.Http;
using Plimsoll.Integrations.Notifiers;
using Plimsoll.Integrations.Tests.Aws.Conformance;
using Plimsoll.Integrations.Tests.Servers;

namespace Plimsoll.Integrations.Tests.Notifiers;

public class SnsTests
{
    private const string Taken = """<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>567910cd</MessageId></PublishResult></PublishResponse>""";
    private const string Refused = """<ErrorResponse><Error><Type>Sender</Type><Code>{0}</Code><Message>no</Message></Error></ErrorResponse>""";

    [Fact]
    public async Task Topic_gets_words_and_attributes_to_filter_by()
    {
        await using var server = await LoopbackServer.StartAsync(200, Taken);

        Assert.IsType<DeliveryOutcome.Sent>(await SendAsync(server, "arn:aws:sns:us-east-1:123456789012:alerts"));

        var form = Form(server);
        Assert.Equal(("Publish", "arn:aws:sns:us-east-1:123456789012:alerts"), (form["Action"], form["TopicArn"]));
        Assert.Equal("[P1] support/chat: ttft-high firing", form["Subject"]);
        Assert.Contains("latency.ttft.p95 1.2s > 500ms", form["Message"], StringComparison.Ordinal);
        Assert.Equal(("component", "support/chat", "priority", "P1"), (form["MessageAttributes.entry.1.Name"], form["MessageAttributes.entry.1.Value.StringValue"], form["MessageAttributes.entry.2.Name"], form["MessageAttributes.entry.2.Value.StringValue"]));
        Assert.False(form.ContainsKey("MessageDeduplicationId"));
    }

    [Fact]
    public async Task Topic_that_keeps_the_order_gets_the_alert_as_group_and_what_tells_a_repetition()
    {
        await using var server = await LoopbackServer.StartAsync(200, Taken);

        await SendAsync(server, "arn:aws:sns:us-east-1:123456789012:alerts.fifo");

        Assert.Equal(Told.Alert().Key, Form(server)["MessageGroupId"]);
        Assert.StartsWith(Told.Alert().Key + "-1-", Form(server)["MessageDeduplicationId"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "NotFound", true)]
    [InlineData(400, "Throttling", false)]
    [InlineData(503, "ServiceUnavailable", false)]
    public async Task Refusal_is_final_unless_the_service_is_busy(int status, string code, bool final)
    {
        await using var server = await LoopbackServer.StartAsync(status, Refused.Replace("{0}", code, StringComparison.Ordinal));

        var outcome = await SendAsync(server, "arn:aws:sns:us-east-1:123456789012:alerts");

        if (final)
            Assert.Equal(new DeliveryOutcome.Rejected($"status_{status}"), outcome);
        else
            Assert.IsType<DeliveryOutcome.Later>(outcome);
    }

    private static async Task<DeliveryOutcome> SendAsync(LoopbackServer server, string topic)
    {
        using var http = BoundedHttp.Client(1);
        var client = new SnsClient(new(http, new BasicAWSCredentials(SigV4Check.AccessKey, SigV4Check.Secret), "us-east-1", TimeProvider.System) { Address = server.Url, MaxAttempts = 1 });
        var settings = new ChannelSettings(ChannelKind.Sns, new() { Name = "topic" }) { TopicArn = topic };
        return await new SnsNotifier(settings, client).SendAsync(Told.Firing(), default);
    }

    private static Dictionary<string, string> Form(LoopbackServer server) => server.Requests.Single().Text
        .Split('&').Select(f => f.Split('=')).ToDictionary(f => f[0], f => Uri.UnescapeDataString(f[1]));
}
