using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Objectives;
using Plimsoll.Alerting.Rules;

namespace Plimsoll.Configuration.Tests.Alerts;

public class AlertBinderTests
{
    private static readonly Dictionary<string, string> s_environment = new() { ["PD_KEY"] = "r0uting-key", ["SLACK_URL"] = "https://hooks.slack.example/T0/B0/s3cret", ["NO_URL"] = "s3cret" };

    [Fact]
    public void Without_a_section_the_built_in_rules_hold_and_nobody_is_told()
    {
        var alerts = Read("").Options!.Alerts;

        Assert.Equal(BuiltInRules.All, alerts.Rules);
        Assert.Equal(Objective.Defaults, alerts.Objectives);
        Assert.Empty(alerts.Channels);
    }

    [Fact]
    public void Section_is_read_whole()
    {
        var result = Read("""
            alerts:
              external_url: https://plimsoll.example.com
              notify: [latency-high]
              show_only: [burn-tpot]
              objectives:
                ttft: { target: 99%, threshold: 2s }
                errors: { target: 0.999 }
              rules:
                - { name: own, when: errors.ratio > 5%, components: [chat], channels: [oncall] }
              channels:
                - { name: oncall, kind: pagerduty, secret_env: PD_KEY, mildest: P1 }
                - { name: team, kind: slack, secret_env: SLACK_URL, group_wait: 1m, default: false }
                - { name: boss, kind: email, host: mail.example.com, from: plimsoll@example.com, to: [boss@example.com], unacknowledged_for: 15m }
            """);

        Assert.Empty(result.Errors);
        var alerts = result.Options!.Alerts;
        Assert.True(alerts.Rules.Single(r => r.Name == "latency-high").Notify);
        Assert.False(alerts.Rules.Single(r => r.Name == "burn-tpot").Notify);
        Assert.Equal([new("errors", 0.999, null), new("ttft", 0.99, 2000), new("tpot", 0.95, 50)], alerts.Objectives);
        Assert.Contains(result.Options.SettingsFor("chat").Alerts.Rules, r => r.Name == "own");
        Assert.DoesNotContain(result.Options.SettingsFor("search").Alerts.Rules, r => r.Name == "own");
        Assert.Equal([ChannelKind.PagerDuty, ChannelKind.Slack, ChannelKind.Email], alerts.Channels.Select(c => c.Kind));
        Assert.Equal((AlertPriority.P1, "r0uting-key"), (alerts.Channels[0].Policy.Mildest, alerts.Channels[0].Secret!.Reveal()));
        Assert.Equal((TimeSpan.FromMinutes(1), false), (alerts.Channels[1].Policy.GroupWait, alerts.Channels[1].Policy.Default));
        Assert.Equal((587, "boss@example.com", TimeSpan.FromMinutes(15)), (alerts.Channels[2].Mail!.Port, alerts.Channels[2].Mail!.To.Single(), alerts.Channels[2].Policy.Unacknowledged));
        Assert.DoesNotContain("r0uting-key", string.Join(' ', result.Settings) + alerts.Channels[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Action_is_a_dry_run_for_urgent_alerts_of_its_rules_unless_the_file_says_otherwise()
    {
        var result = Read("""
            alerts:
              actions:
                - { name: usual, url: https://act.example.com, rules: [complete-failure] }
                - { name: own, url: https://act.example.com, secret_env: PD_KEY, rules: [silence, burn-errors], mildest: P2, dry_run: false, at_most: 1, per: 30m }
            """);

        Assert.Empty(result.Errors);
        var (usual, own) = (result.Options!.Alerts.Channels[0], result.Options.Alerts.Channels[1]);
        Assert.Equal((AlertPriority.P1, true, 3, TimeSpan.FromHours(1)), (usual.Policy.Mildest, usual.Policy.Action!.DryRun, usual.Policy.Action.AtMost, usual.Policy.Action.Per));
        Assert.Equal(["silence", "burn-errors"], own.Policy.Action!.Rules);
        Assert.Equal((AlertPriority.P2, false, 1, "r0uting-key"), (own.Policy.Mildest, own.Policy.Action.DryRun, own.Policy.Action.AtMost, own.Secret!.Reveal()));
    }

    [Theory]
    [InlineData("actions: [{ name: a, url: http://x }]", "alerts.actions[0].rules: is missing")]
    [InlineData("actions: [{ name: a, rules: [silence] }]", "alerts.actions[0].url: is missing")]
    [InlineData("actions: [{ name: a, url: http://x, rules: [nothing] }]", "alerts.actions[0].rules: 'nothing' is no rule")]
    [InlineData("actions: [{ name: a, url: http://x, rules: [silence], at_most: 0 }]", "alerts.actions[0].at_most: ")]
    [InlineData("channels: [{ name: a, kind: webhook, url: http://x }]\n  actions: [{ name: a, url: http://x, rules: [silence] }]", "alerts.actions[0].name: 'a' is the name of another channel or action")]
    [InlineData("notify: [latency]", "alerts.notify[0]: 'latency' is not one of complete-failure")]
    [InlineData("channels: [{ name: a, kind: pager }]", "alerts.channels[0].kind: 'pager' is not one of pagerduty, slack, webhook, alertmanager, opsgenie, sns, email")]
    [InlineData("channels: [{ name: a, kind: pagerduty }]", "alerts.channels[0].secret_env: is missing; it names the variable that holds the routing key")]
    [InlineData("channels: [{ name: a, kind: pagerduty, secret_env: NONE }]", "alerts.channels[0].secret_env: names an environment variable that is not set")]
    [InlineData("channels: [{ name: a, kind: slack, secret_env: NO_URL }]", "alerts.channels[0].secret_env: the variable is no http or https URL")]
    [InlineData("channels: [{ name: a, kind: webhook }]", "alerts.channels[0].url: is missing")]
    [InlineData("channels: [{ name: a, kind: sns }]", "alerts.channels[0].topic_arn: is missing")]
    [InlineData("channels: [{ name: a, kind: email, host: h, from: x, to: y@z }]", "alerts.channels[0].from: 'x' is no mail address")]
    [InlineData("channels: [{ name: a, kind: webhook, url: http://x }, { name: a, kind: webhook, url: http://x }]", "alerts.channels[1].name: 'a' is the name of another channel")]
    [InlineData("channels: [{ name: a, kind: webhook, url: http://x }, { name: b, kind: alertmanager, url: http://y }]", "alerts.channels: name an Alertmanager beside others; one has to own notifications")]
    [InlineData("rules: [{ name: own, when: failing(), channels: [nowhere] }]", "alerts.rules: rule 'own' names channel 'nowhere', which there is not")]
    [InlineData("objectives: { ttft: { target: 100% } }", "alerts.objectives.ttft.target: '100%' is no target above 0 and up to 99.99%, such as 95%")]
    [InlineData("objectives: { errors: { threshold: 1s } }", "alerts.objectives.errors.threshold: unknown key 'threshold'")]
    public void An_error_names_field_and_value_and_no_secret(string line, string expected)
    {
        var errors = Read($"alerts:\n  {line}\n").Errors.Select(e => $"{e.Path}: {e.Message}").ToList();

        Assert.Contains(errors, e => e.StartsWith(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(errors, e => e.Contains("s3cret", StringComparison.Ordinal));
    }

    private static ConfigurationResult Read(string yaml) => ConfigurationReader.Read(yaml, s_environment);
}
