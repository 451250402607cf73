using System.Text.Json;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;
using Plimsoll.Integrations.Notifiers;
using Plimsoll.Integrations.Tests.Servers;

namespace Plimsoll.Integrations.Tests.Notifiers;

public class NotifierTests
{
    private static readonly Uri s_console = new("https://plimsoll.example.com/");

    [Fact]
    public async Task PagerDuty_gets_a_trigger_and_a_resolve_under_the_same_key()
    {
        await using var server = await LoopbackServer.StartAsync(202, """{"status":"success"}""");
        var notifier = Make(ChannelKind.PagerDuty, server.Url);

        Assert.IsType<DeliveryOutcome.Sent>(await notifier.SendAsync(Told.Firing(), default));
        Assert.IsType<DeliveryOutcome.Sent>(await notifier.SendAsync(Told.Resolved(), default));

        var (trigger, resolve) = (Json(server, 0), Json(server, 1));
        Assert.Equal(("s3cret", "trigger", Told.Alert().Key), (Text(trigger, "routing_key"), Text(trigger, "event_action"), Text(trigger, "dedup_key")));
        Assert.Equal(("resolve", Told.Alert().Key), (Text(resolve, "event_action"), Text(resolve, "dedup_key")));
        var payload = trigger.GetProperty("payload");
        Assert.Equal(("[P1] support/chat: First tokens <are> slow & late", "support/chat", "error", "ttft-high"), (Text(payload, "summary"), Text(payload, "source"), Text(payload, "severity"), Text(payload, "class")));
        Assert.Equal("1.2s > 500ms", Text(payload.GetProperty("custom_details"), "evidence latency.ttft.p95"));
        Assert.Equal(["https://plimsoll.example.com/incidents/20261102-1", "https://plimsoll.example.com/components/support%2Fchat", "https://wiki.example.com/slow"], trigger.GetProperty("links").EnumerateArray().Select(l => Text(l, "href")));
    }

    [Theory]
    [InlineData(AlertPriority.P0, "critical")]
    [InlineData(AlertPriority.P2, "warning")]
    [InlineData(AlertPriority.P3, "info")]
    public async Task PagerDuty_has_a_severity_for_each_priority(AlertPriority priority, string severity)
    {
        await using var server = await LoopbackServer.StartAsync(202, "{}");
        await Make(ChannelKind.PagerDuty, server.Url).SendAsync(Told.Firing(priority), default);

        Assert.Equal(severity, Text(Json(server, 0).GetProperty("payload"), "severity"));
    }

    [Fact]
    public async Task Steps_of_the_runbook_are_numbered_in_words_and_annotations()
    {
        await using var server = await LoopbackServer.StartAsync(200, "ok");
        var alert = Told.Alert() with { Notice = Told.Alert().Notice with { RunbookSteps = ["Look", "Roll back"] } };
        var notification = Told.Of(new NotifiedAlert(alert, true, true, null));

        await Make(ChannelKind.Webhook, server.Url).SendAsync(notification, default);

        Assert.Equal("1. Look\n2. Roll back", Text(Json(server, 0).GetProperty("alerts")[0].GetProperty("annotations"), "runbook_steps"));
        Assert.Equal(["  1. Look", "  2. Roll back"], NotificationText.Lines(notification).TakeLast(2));
    }

    [Fact]
    public async Task Slack_gets_a_message_whose_signs_mean_nothing_to_it()
    {
        await using var server = await LoopbackServer.StartAsync(200, "ok");
        var notifier = NotifierFactory.Make(Settings(ChannelKind.Slack) with { Secret = new(server.Url + "services/T0/B0/x") }, s_console, TimeProvider.System);

        Assert.IsType<DeliveryOutcome.Sent>(await notifier.SendAsync(Told.Firing(), default));

        var message = Json(server, 0);
        Assert.Equal("/services/T0/B0/x", server.Requests[0].Target);
        Assert.Equal("[P1] support/chat: ttft-high firing", Text(message, "text"));
        var attachment = message.GetProperty("attachments")[0];
        Assert.Equal("danger", Text(attachment, "color"));
        Assert.Contains("First tokens &lt;are&gt; slow &amp; late (since 2026-11-02 03:04:05Z)\n  latency.ttft.p95 1.2s &gt; 500ms\n  runbook: ", Text(attachment, "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slack_that_answers_200_without_ok_was_not_told()
    {
        await using var server = await LoopbackServer.StartAsync(200, "invalid_token");
        var notifier = NotifierFactory.Make(Settings(ChannelKind.Slack) with { Secret = new(server.Url.AbsoluteUri) }, null, TimeProvider.System);

        Assert.Equal(new DeliveryOutcome.Later(null, "unexpected_answer"), await notifier.SendAsync(Told.Firing(), default));
    }

    [Fact]
    public async Task Webhook_gets_what_Alertmanager_would_send()
    {
        await using var server = await LoopbackServer.StartAsync(200, "");
        var both = Told.Of(new(Told.Alert(), true, true, null), new(Told.Alert("errors-high", AlertPriority.P2, active: false), false, true, AlertPriority.P2));

        await Make(ChannelKind.Webhook, server.Url).SendAsync(both, default);

        var body = Json(server, 0);
        Assert.Equal("Bearer s3cret", server.Requests[0].Headers["authorization"]);
        Assert.Equal(("4", "firing", "oncall"), (Text(body, "version"), Text(body, "status"), Text(body, "receiver")));
        Assert.Equal("support/chat", Text(body.GetProperty("commonLabels"), "component"));
        Assert.False(body.GetProperty("commonLabels").TryGetProperty("alertname", out _));
        var (first, second) = (body.GetProperty("alerts")[0], body.GetProperty("alerts")[1]);
        Assert.Equal(("firing", "0001-01-01T00:00:00Z", "critical"), (Text(first, "status"), Text(first, "endsAt"), Text(first.GetProperty("labels"), "severity")));
        Assert.Equal("latency.ttft.p95 1.2s > 500ms", Text(first.GetProperty("annotations"), "description"));
        Assert.Equal("resolved", Text(second, "status"));
        Assert.Equal(Told.At.AddMinutes(30), second.GetProperty("endsAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Alertmanager_hears_the_end_of_an_old_priority_with_the_beginning_of_the_new()
    {
        await using var server = await LoopbackServer.StartAsync(200, "");
        await Make(ChannelKind.Alertmanager, server.Url).SendAsync(Told.Of(new NotifiedAlert(Told.Alert(), true, true, AlertPriority.P3)), default);

        Assert.Equal("/api/v2/alerts", server.Requests[0].Target);
        var alerts = Json(server, 0).EnumerateArray().ToList();
        Assert.Equal(["P3", "P1"], alerts.Select(a => Text(a.GetProperty("labels"), "priority")));
        var ends = alerts.Select(a => a.GetProperty("endsAt").GetDateTimeOffset()).ToList();
        Assert.Equal(TimeSpan.FromMinutes(15), ends[1] - ends[0]);
    }

    [Fact]
    public async Task OpsGenie_opens_and_closes_by_alias()
    {
        await using var server = await LoopbackServer.StartAsync(202, "{}");
        var notifier = Make(ChannelKind.OpsGenie, server.Url);

        await notifier.SendAsync(Told.Firing(), default);
        await notifier.SendAsync(Told.Resolved(), default);

        var key = Told.Alert().Key;
        Assert.Equal(["/v2/alerts", $"/v2/alerts/{key}/close?identifierType=alias"], server.Requests.Select(r => r.Target));
        Assert.Equal("GenieKey s3cret", server.Requests[0].Headers["authorization"]);
        Assert.Equal((key, "P2", "support"), (Text(Json(server, 0), "alias"), Text(Json(server, 0), "priority"), Text(Json(server, 0).GetProperty("details"), "team")));
    }

    [Theory]
    [InlineData(429, "17", "rate_limited", 17)]
    [InlineData(503, null, "server_error", null)]
    [InlineData(500, "5", "server_error", 5)]
    public async Task Receiver_that_is_busy_is_asked_again_when_it_says(int status, string? retryAfter, string reason, int? seconds)
    {
        await using var server = await LoopbackServer.StartAsync(status, "", retryAfter is null ? [] : [("Retry-After", retryAfter)]);

        Assert.Equal(
            new DeliveryOutcome.Later(seconds is { } s ? TimeSpan.FromSeconds(s) : null, reason),
            await Make(ChannelKind.Webhook, server.Url).SendAsync(Told.Firing(), default));
    }

    [Fact]
    public async Task What_a_receiver_refuses_is_not_sent_again()
    {
        await using var server = await LoopbackServer.StartAsync(400, """{"message":"Event object is invalid"}""");

        Assert.Equal(new DeliveryOutcome.Rejected("status_400"), await Make(ChannelKind.PagerDuty, server.Url).SendAsync(Told.Firing(), default));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task What_a_key_or_an_address_refuses_is_tried_until_somebody_repairs_it(int status)
    {
        await using var server = await LoopbackServer.StartAsync(status, "no");

        Assert.Equal(new DeliveryOutcome.Later(null, $"status_{status}"), await Make(ChannelKind.Webhook, server.Url).SendAsync(Told.Firing(), default));
    }

    [Fact]
    public async Task Receiver_that_is_not_there_is_no_exception()
    {
        await using var gone = await LoopbackServer.StartAsync(200, "");
        var url = gone.Url;
        await gone.DisposeAsync();

        Assert.Equal(new DeliveryOutcome.Later(null, "connection"), await Make(ChannelKind.Webhook, url).SendAsync(Told.Firing(), default));
    }

    [Fact]
    public void Settings_show_no_secret() => Assert.DoesNotContain("s3cret", Settings(ChannelKind.PagerDuty).ToString(), StringComparison.Ordinal);

    private static INotifier Make(ChannelKind kind, Uri url) => NotifierFactory.Make(Settings(kind) with { Url = url }, s_console, TimeProvider.System);

    private static ChannelSettings Settings(ChannelKind kind) => new(kind, new ChannelPolicy { Name = "oncall" }) { Secret = new("s3cret"), Timeout = TimeSpan.FromSeconds(60) };

    private static JsonElement Json(LoopbackServer server, int request)
    {
        using var document = JsonDocument.Parse(server.Requests[request].Body);
        return document.RootElement.Clone();
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
