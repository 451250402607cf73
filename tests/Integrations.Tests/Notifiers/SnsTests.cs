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

        var form = Form(server.Requests.Single());
        Assert.Equal(("Publish", "arn:aws:sns:us-east-1:123456789012:alerts"), (form["Action"], form["TopicArn"]));
        Assert.Equal("[P1] support/chat: ttft-high firing", form["Subject"]);
        Assert.Contains("latency.ttft.p95 1.2s > 500ms", form["Message"], StringComparison.Ordinal);
        Assert.Equal(("component", "support/chat", "priority", "P1"), (form["MessageAttributes.entry.1.Name"], form["MessageAttributes.entry.1.Value.StringValue"], form["MessageAttributes.entry.2.Name"], form["MessageAttributes.entry.2.Value.StringValue"]));
        Assert.False(form.ContainsKey("MessageDeduplicationId"));
    }

    [Fact]
    public async Task Topic_that_keeps_the_order_drops_another_try_and_nothing_that_is_new()
    {
        await using var server = await LoopbackServer.StartAsync(200, Taken);
        var one = Told.Firing();
        var other = new NotifiedAlert(Told.Alert() with { Notice = Told.Alert().Notice with { Key = "other" } }, true, true, null);

        foreach (var notification in (Notification[])[one, one, one with { Alerts = [.. one.Alerts, other] }])
            await SendAsync(server, "arn:aws:sns:us-east-1:123456789012:alerts.fifo", notification);

        var forms = server.Requests.Select(Form).ToList();
        Assert.Single(forms.Select(f => f["MessageGroupId"]).Distinct());
        Assert.Equal([0, 0, 1], forms.Select(f => forms.Select(g => g["MessageDeduplicationId"]).Distinct().ToList().IndexOf(f["MessageDeduplicationId"])));
    }

    [Theory]
    [InlineData(400, "InvalidParameter", true, "status_400")]
    [InlineData(403, "ExpiredToken", false, "status_403")]
    [InlineData(404, "NotFound", false, "status_404")]
    [InlineData(400, "Throttling", false, "server_error")]
    [InlineData(503, "ServiceUnavailable", false, "server_error")]
    public async Task Refusal_is_final_where_it_is_about_what_was_said(int status, string code, bool final, string reason)
    {
        await using var server = await LoopbackServer.StartAsync(status, Refused.Replace("{0}", code, StringComparison.Ordinal));

        var outcome = await SendAsync(server, "arn:aws:sns:us-east-1:123456789012:alerts");

        if (final)
            Assert.Equal(new DeliveryOutcome.Rejected(reason), outcome);
        else
            Assert.Equal(reason, Assert.IsType<DeliveryOutcome.Later>(outcome).Reason);
    }

    private static async Task<DeliveryOutcome> SendAsync(LoopbackServer server, string topic, Notification? notification = null)
    {
        using var http = BoundedHttp.Client(1);
        var client = new SnsClient(new(http, new BasicAWSCredentials(SigV4Check.AccessKey, SigV4Check.Secret), "us-east-1", TimeProvider.System) { Address = server.Url, MaxAttempts = 1 });
        var settings = new ChannelSettings(ChannelKind.Sns, new() { Name = "topic" }) { TopicArn = topic };
        return await new SnsNotifier(settings, client).SendAsync(notification ?? Told.Firing(), default);
    }

    private static Dictionary<string, string> Form(RecordedRequest request) => request.Text
        .Split('&').Select(f => f.Split('=')).ToDictionary(f => f[0], f => Uri.UnescapeDataString(f[1]));
}
