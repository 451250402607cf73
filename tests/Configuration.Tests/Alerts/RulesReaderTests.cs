using Plimsoll.Alerting.Rules;
using Plimsoll.Configuration.Alerts;

namespace Plimsoll.Configuration.Tests.Alerts;

public class RulesReaderTests
{
    private const string Full = """
        rules:
          - name: answers-slow
            when: latency.total.p95 > 5s for 3m
            priority: P1
            components: [support-*, search]
            channels: [oncall]
            labels: { team: support }
            runbook: https://wiki.example.com/slow
            runbook_steps: [Look at the queue, Add a copy]
            keep_firing_for: 20m
            summary: Answers are slow
            notify: false
          - name: unsafe
            when: "any request: safety < 0.9"
        """;

    [Fact]
    public void A_rule_has_what_its_file_says()
    {
        var result = RulesReader.Read(Full);

        Assert.Empty(result.Errors);
        var rule = result.Rules[0];
        var level = Assert.Single(rule.Levels);
        Assert.Equal("latency.total.p95 > 5s", level.Condition.ToString());
        Assert.Equal((AlertPriority.P1, new AlertTiming(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(20))), (level.Priority, level.Timing));
        Assert.Equal((AlertFamily.Latency, "oncall", "support", false), (rule.Family, rule.Channels.Single(), rule.Labels["team"], rule.Notify));
        Assert.Equal(("https://wiki.example.com/slow", "Answers are slow"), (rule.RunbookUrl, rule.Summary));
        Assert.Equal(["Look at the queue", "Add a copy"], rule.RunbookSteps);
        Assert.Equal([true, true, false], new[] { "support-eu", "search", "searching" }.Select(rule.AppliesTo));
    }

    [Fact]
    public void What_a_rule_leaves_out_follows_from_its_priority_and_its_first_signal()
    {
        var rule = RulesReader.Read(Full).Rules[1];

        Assert.Equal((AlertPriority.P2, AlertTiming.Default(AlertPriority.P2)), (rule.Levels[0].Priority, rule.Levels[0].Timing));
        Assert.Equal((AlertFamily.Safety, true), (rule.Family, rule.Notify));
        Assert.True(rule.AppliesTo("anything"));
    }

    [Theory]
    [InlineData("when: latency.totl.p95 > 5s", "3:11 rules[0].when: 'latency.totl.p95' is no signal")]
    [InlineData("when: 'errors.ratio > 5'", "3:27 rules[0].when: '5' stands where errors.ratio is compared with a ratio")]
    [InlineData("when: |\n      failing()\n        or slow()", "5:12 rules[0].when: 'slow' is no finding")]
    [InlineData("when: >\n      failing()\n      or slow()", "3:11 rules[0].when: 'slow' is no finding")]
    [InlineData("when: failing() for 8d", "3:11 rules[0].when: holds for longer than 7 days")]
    [InlineData("whn: failing()", "3:5 rules[0].whn: unknown key 'whn'; did you mean 'when'?")]
    [InlineData("when: failing()\n    priority: P9", "4:15 rules[0].priority: 'P9' is not one of P0, P1, P2, P3")]
    [InlineData("when: failing()\n    runbook: slow", "4:14 rules[0].runbook: is no http or https URL")]
    [InlineData("when: failing()\n    labels: { severity: bad }", "4:25 rules[0].labels.severity: every alert has the label 'severity' already")]
    [InlineData("when: failing()\n    labels: { 1st: bad }", "4:20 rules[0].labels.1st: '1st' is no label")]
    public void An_error_names_its_place_to_the_column(string lines, string expected)
    {
        var errors = RulesReader.Read($"rules:\n  - name: one\n    {lines}\n").Errors;

        Assert.Contains(errors, e => $"{e.Line}:{e.Column} {e.Path}: {e.Message}".StartsWith(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("two", "'two' is the name of another rule")]
    [InlineData("silence", "'silence' is the name of another rule")]
    public void A_name_stands_for_one_rule(string name, string message)
    {
        var errors = RulesReader.Read($"rules:\n  - {{ name: two, when: failing() }}\n  - {{ name: {name}, when: failing() }}\n").Errors;

        Assert.Equal(message, Assert.Single(errors).Message);
    }
}
