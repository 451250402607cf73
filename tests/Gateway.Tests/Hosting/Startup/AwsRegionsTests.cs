using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Startup;
using Plimsoll.Publishing;

namespace Plimsoll.Gateway.Tests.Hosting.Startup;

public class AwsRegionsTests
{
    private static readonly PlimsollOptions s_both = new() { CloudWatch = new(), SageMaker = new() { Profile = "ops" } };

    [Fact]
    public void Every_part_without_a_region_is_named_by_its_key()
    {
        var errors = AwsRegions.Missing(s_both, (given, _) => given).ToList();

        Assert.Equal(2, errors.Count);
        Assert.StartsWith("cloudwatch.region: is missing, and neither AWS_REGION nor a profile names a region", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("sagemaker.region: is missing", errors[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_is_given_or_that_the_profile_names_is_enough()
    {
        var given = s_both with { CloudWatch = new() { Region = "eu-central-1" } };

        Assert.Empty(AwsRegions.Missing(given, (region, profile) => region ?? (profile == "ops" ? "us-east-1" : null)));
    }

    [Fact]
    public void What_calls_no_service_needs_none()
    {
        var written = new PlimsollOptions { CloudWatch = new() { EmbeddedMetrics = CloudWatchSettings.StandardOutput } };

        Assert.Empty(AwsRegions.Missing(written, (_, _) => null));
        Assert.Empty(AwsRegions.Missing(new(), (_, _) => null));
    }

    [Fact]
    public void Judges_golden_sets_and_topics_are_among_them()
    {
        var read = ConfigurationReader.Read("""
            judges:
              sonnet: { kind: bedrock, model: global.anthropic.claude-sonnet-4-6 }
            golden:
              faq: { component: chat, file: faq.jsonl, sagemaker: endpoint-1 }

            """, new Dictionary<string, string>());
        Assert.Empty(read.Errors);

        Assert.Equal(["judges.sonnet.region", "golden.faq.region"], AwsRegions.Missing(read.Options!, (given, _) => given).Select(e => e.Split(':')[0]));
    }
}
