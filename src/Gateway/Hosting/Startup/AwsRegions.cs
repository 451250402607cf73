using Plimsoll.Alerting.Delivery;
using Plimsoll.Configuration;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Gateway.Hosting.Startup;

/// <summary>Finds the parts of a configuration that need a region of AWS and have none: they could not even be started.</summary>
internal static class AwsRegions
{
    /// <param name="find">The region that is meant by one that is given and a profile; null for none.</param>
    /// <returns>An error for each, which names the key.</returns>
    public static IEnumerable<string> Missing(PlimsollOptions options, Func<string?, string?, string?> find) =>
        Needed(options).Where(n => find(n.Region, n.Profile) is null)
            .Select(n => $"{n.Key}: is missing, and neither AWS_REGION nor a profile names a region; give one, such as eu-central-1");

    private static IEnumerable<(string Key, string? Region, string? Profile)> Needed(PlimsollOptions options)
    {
        if (options.CloudWatch is { EmbeddedMetrics: null } publishing)
            yield return ("cloudwatch.region", publishing.Region, publishing.Profile);
        if (options.SageMaker is { } pulled)
            yield return ("sagemaker.region", pulled.Region, pulled.Profile);
        foreach (var source in options.Capture.Where(c => c.Bucket is not null))
            yield return ($"capture.{source.Name}.region", source.Region, source.Profile);
        foreach (var judge in options.Judges.Append(options.Quality.Judge).Where(j => j.Evaluator.Kind == EvaluatorKind.Bedrock).DistinctBy(j => j.Name))
            yield return ($"judges.{judge.Name}.region", judge.Region, judge.Profile);
        foreach (var set in options.Golden.Where(g => g.SageMaker is not null))
            yield return ($"golden.{set.Name}.region", set.Region, set.Profile);
        foreach (var channel in options.Alerts.Channels.Where(c => c is { Kind: ChannelKind.Sns, Policy.Action: not { DryRun: true } }))
            yield return ($"alerts.channels.{channel.Name}.region", channel.Region, null);
    }
}
