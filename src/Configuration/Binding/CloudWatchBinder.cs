using Plimsoll.Configuration.Values;
using Plimsoll.Publishing;
using Plimsoll.SageMaker;

namespace Plimsoll.Configuration.Binding;

/// <summary>The <c>cloudwatch</c> section: what is published, where and as whom.</summary>
internal static class CloudWatchBinder
{
    private const string Key = "cloudwatch";
    private const int MaxNameChars = 255;
    private const long MiB = 1L << 20;

    /// <summary>A reading of SageMaker's metrics, and the turn in which it is due.</summary>
    private static readonly TimeSpan s_afterSageMaker = TimeSpan.FromMinutes(2);

    /// <summary>Null where the section is absent or switched off.</summary>
    /// <param name="sageMaker">Whose requests, where they are read, have to be there before a minute is published.</param>
    public static CloudWatchSettings? Bind(Section root, SageMakerSettings? sageMaker)
    {
        if (!root.Has(Key))
            return null;
        var section = root.Child(Key);
        var enabled = section.Read("enabled", true, Booleans.Read);
        var defaults = new CloudWatchSettings();
        var bound = new CloudWatchSettings
        {
            Region = AwsPlace.Region(section),
            Profile = AwsPlace.Profile(section),
            Endpoint = AwsPlace.Endpoint(section),
            EmbeddedMetrics = section.Read<string?>("embedded_metrics", null, Texts.Path),
            Namespace = section.Read("namespace", defaults.Namespace, Namespace),
            QualityNamespace = section.Read("quality_namespace", defaults.QualityNamespace, Namespace),
            QualityNames = Names(section.Child("quality_names")),
            Metrics = section.ReadList("metrics", defaults.Metrics, PublishedMetrics.All.Count, Texts.OneOf([.. PublishedMetrics.All])),
            MaxMetrics = section.Read("max_metrics", defaults.MaxMetrics, Numbers.Between(1, 1_000_000)),
            Delay = section.Read("delay", sageMaker is null ? defaults.Delay : sageMaker.Delay + s_afterSageMaker, Durations.Between(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(30))),
            CatchUp = section.Read("catch_up", defaults.CatchUp, Durations.Between(TimeSpan.FromHours(1), TimeSpan.FromHours(24))),
            CallsPerSecond = section.Read("calls_per_second", defaults.CallsPerSecond, Numbers.Between(1, 500)),
            Timeout = section.Read("timeout", defaults.Timeout, Durations.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2))),
            MaxBacklogBytes = section.Read("max_backlog_bytes", defaults.MaxBacklogBytes, Sizes.Between(MiB, 1024 * MiB)),
        };
        section.Finish();
        return enabled ? bound : null;
    }

    private static Dictionary<string, string> Names(Section section)
    {
        var names = section.Keys.ToDictionary(d => d, d => section.Read(d, "", Texts.UpTo(MaxNameChars)));
        foreach (var twice in names.GroupBy(n => n.Value).Where(g => g.Count() > 1))
            section.Fail(twice.Last().Key, $"is '{twice.Key}', and so is {twice.First().Key}; scores of two dimensions are never one metric");
        section.Finish();
        return names;
    }

    /// <summary>As the service takes it.</summary>
    private static Parsed<string> Namespace(string text)
    {
        var plain = text.Replace(CloudWatchSettings.ComponentPlace, "", StringComparison.Ordinal);
        if (text.Length is 0 or > MaxNameChars || !plain.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or '#' or ':'))
            return Parsed<string>.Fail($"'{text}' is no namespace; it has 1 to {MaxNameChars} letters, digits and . - _ / # :");
        return text.StartsWith("AWS/", StringComparison.Ordinal) || text.StartsWith(':')
            ? Parsed<string>.Fail($"'{text}' is reserved; a namespace of one's own begins neither with AWS/ nor with :")
            : text;
    }
}
