using System.Text.RegularExpressions;
using Plimsoll.Publishing;
using Plimsoll.Support;
using YamlDotNet.RepresentationModel;

namespace Plimsoll.EndToEnd.Tests.Deploy;

/// <summary>What the template allows is no more than a feature needs, and what it alarms on is what is really published.</summary>
public sealed partial class ObservabilityTemplateTests
{
    private static readonly YamlNode s_root = DeployFile.Read("cloudformation/observability.yaml").Single();

    /// <summary>Actions of CloudWatch and EC2 that know no resources.</summary>
    private static readonly string[] s_withoutResources = ["cloudwatch:PutMetricData", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics", "ec2:DescribeRegions"];

    private static readonly string[] s_sageMaker = ["Invocations", "Invocation4XXErrors", "Invocation5XXErrors", "InvocationModelErrors", "ModelLatency", "OverheadLatency"];

    /// <summary>Those whose dimensions a template can name, all of them: a metric is found by no part of its dimensions.</summary>
    private static readonly Dictionary<string, (string Dimension, IReadOnlyCollection<string> Metrics)> s_published = new()
    {
        ["Namespace"] = ("Component", PublishedMetrics.Default),
        ["AWS/SageMaker"] = ("InferenceComponentName", s_sageMaker),
    };

    private static readonly string s_qualityNamespace = new CloudWatchSettings().QualityNamespace.Replace(CloudWatchSettings.ComponentPlace, "${Component}", StringComparison.Ordinal);

    private static readonly IReadOnlyList<string> s_quality =
        [QualityMetrics.Judged, .. new[] { "composite", "safety" }.Select(d => QualityMetrics.Name(d, new Dictionary<string, string>())).SelectMany(n => new[] { n, n + "_lower", n + "_upper" })];

    [Fact]
    public void Every_alarm_asks_for_a_metric_and_dimension_that_are_published()
    {
        var asked = Of("AWS::CloudWatch::Alarm").SelectMany(a => Metrics(a.Value)).ToList();
        Assert.True(asked.Count >= 8, $"only {asked.Count} metrics");
        Assert.Equal(new CloudWatchSettings().Namespace, s_root.Text("Parameters", "Namespace", "Default"));
        Assert.All(asked, metric =>
        {
            Assert.True(s_published.TryGetValue(metric.Text("Namespace"), out var published), $"nobody publishes to {metric.Text("Namespace")}");
            Assert.Contains(metric.Text("MetricName"), published.Metrics);
            var dimension = Assert.Single(metric.Items("Dimensions"));
            Assert.Equal((published.Dimension, "Component"), (dimension.Text("Name"), dimension.Text("Value")));
        });
    }

    /// <summary>Scores have dimensions whose values the template does not know, such as the model's name.</summary>
    [Fact]
    public void Alarms_on_scores_ask_by_a_query_for_what_is_published_whatever_its_dimensions()
    {
        var queries = Of("AWS::CloudWatch::Alarm").SelectMany(a => a.Value.Items("Properties", "Metrics"))
            .Select(m => QueryPattern().Match(m.Text("Expression"))).Where(q => q.Success).ToList();

        Assert.Equal(2, queries.Count);
        Assert.All(queries, q => Assert.Equal((s_qualityNamespace, true), (q.Groups["namespace"].Value, s_quality.Contains(q.Groups["metric"].Value))));
    }

    [Fact]
    public void Alarms_of_single_signals_tell_nobody_and_each_is_part_of_one_that_does()
    {
        var rules = string.Join(' ', Of("AWS::CloudWatch::CompositeAlarm").Select(a => a.Value.Text("Properties", "AlarmRule")));
        Assert.All(Of("AWS::CloudWatch::Alarm"), alarm =>
        {
            Assert.Null(alarm.Value.At("Properties", "AlarmActions"));
            Assert.Contains($"\"${{{alarm.Key}}}\"", rules, StringComparison.Ordinal);
        });
        Assert.All(Of("AWS::CloudWatch::CompositeAlarm"), alarm => Assert.Equal("Topic", Assert.Single(alarm.Value.Items("Properties", "AlarmActions")).Text()));
    }

    [Fact]
    public void Policies_name_their_actions_and_every_resource_that_there_is_to_name()
    {
        var policies = Of("AWS::IAM::ManagedPolicy").Select(p => p.Value.At("Properties", "PolicyDocument"))
            .Concat(Of("AWS::IAM::Role").SelectMany(r => r.Value.Items("Properties", "Policies")).Select(p => p.At("PolicyDocument"))).ToList();
        Assert.Equal(7, policies.Count);
        Assert.All(policies.SelectMany(p => p.Items("Statement")), statement =>
        {
            var actions = statement.Items("Action").Select(a => a.Text()).Append(statement.Text("Action")).Where(a => a.Length > 0).ToList();
            Assert.NotEmpty(actions);
            Assert.DoesNotContain(actions, a => a.Contains('*', StringComparison.Ordinal));
            if (statement.Text("Resource") == "*")
                Assert.Empty(actions.Except(s_withoutResources));
        });
    }

    [Fact]
    public void Every_action_that_the_program_asks_to_be_allowed_is_in_a_policy()
    {
        var asked = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => ActionPattern().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Contains("cloudwatch:PutMetricData", asked);
        var allowed = Of("AWS::IAM::ManagedPolicy").SelectMany(p => p.Value.At("Properties", "PolicyDocument").Items("Statement"))
            .SelectMany(s => s.Items("Action").Select(a => a.Text()).Append(s.Text("Action")));
        Assert.Empty(asked.Except(allowed));
    }

    [Fact]
    public void The_publisher_may_write_to_the_two_namespaces_alone()
    {
        var statement = s_root.At("Resources", "PublisherPolicy", "Properties", "PolicyDocument").Items("Statement").Single();
        Assert.Equal(["Namespace", "/aws/sagemaker/inference-quality/*"], statement.Items("Condition", "StringLike", "cloudwatch:namespace").Select(n => n.Text()));
    }

    [GeneratedRegex("\"((?:cloudwatch|sns|s3|bedrock|sagemaker):[A-Z]\\w+)\"")]
    private static partial Regex ActionPattern();

    [GeneratedRegex("^SELECT [A-Z]+\\((?<metric>\\w+)\\) FROM \"(?<namespace>[^\"]+)\"$")]
    private static partial Regex QueryPattern();

    private static IEnumerable<(string Key, YamlNode Value)> Of(string type) => s_root.Entries("Resources").Where(r => r.Value.Text("Type") == type);

    private static IEnumerable<YamlNode> Metrics(YamlNode alarm) => alarm.Text("Properties", "MetricName").Length > 0
        ? [alarm.At("Properties")!]
        : alarm.Items("Properties", "Metrics").Select(m => m.At("MetricStat", "Metric")).OfType<YamlNode>();
}
