using Plimsoll.Configuration.Values;
using Plimsoll.SageMaker;

namespace Plimsoll.Configuration.Binding;

/// <summary>The <c>sagemaker</c> section: whose metrics are read, and what the instances behind them are.</summary>
internal static class SageMakerBinder
{
    private const string Key = "sagemaker";
    private const long MiB = 1L << 20;
    private const int MaxGpus = 64;
    private static readonly string[] s_periods = ["10s", "30s", "60s", "120s", "180s", "240s", "300s"];

    /// <summary>Null where the section is absent or switched off.</summary>
    public static SageMakerSettings? Bind(Section root)
    {
        if (!root.Has(Key))
            return null;
        var section = root.Child(Key);
        var enabled = section.Read("enabled", true, Booleans.Read);
        var defaults = new SageMakerSettings();
        var bound = new SageMakerSettings
        {
            Region = AwsPlace.Region(section),
            Profile = AwsPlace.Profile(section),
            Endpoint = AwsPlace.Endpoint(section),
            PublishPeriod = Period(section.Read("publish_period", "60s", Texts.OneOf(s_periods))),
            Discover = section.Read("discover", defaults.Discover, Durations.Between(TimeSpan.FromMinutes(1), TimeSpan.FromHours(3))),
            Delay = section.Read("delay", defaults.Delay, Durations.Between(TimeSpan.Zero, TimeSpan.FromMinutes(30))),
            ReadAgainMinutes = section.Read("read_again_minutes", defaults.ReadAgainMinutes, Numbers.Between(0, 30)),
            CatchUp = section.Read("catch_up", defaults.CatchUp, Durations.Between(TimeSpan.FromMinutes(5), TimeSpan.FromHours(24))),
            Timeout = section.Read("timeout", defaults.Timeout, Durations.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2))),
            MaxComponents = section.Read("max_components", defaults.MaxComponents, Numbers.Between(1, 10_000)),
            Instances = section.Child("instances").Named().ToDictionary(i => i.Name, i => Instance(i.Section), StringComparer.Ordinal),
        };
        section.Finish();
        return enabled ? bound : null;
    }

    /// <summary>A type of the built-in table, or what it is in so many words; what is given goes before the table.</summary>
    private static InstanceSettings Instance(Section section)
    {
        var table = InstanceTable.Find(section.Read("type", "", Texts.OneOf([.. InstanceTable.Types])));
        if (table is null && !section.Has("type") && !section.Has("gpus"))
            section.Fail("gpus", "is missing; give it, or a type of the built-in table");
        var price = section.Read("price_hour", table?.DollarsPerHour ?? -1, Numbers.Price);
        var memory = section.Read("gpu_memory", (long)((table?.GpuMemoryMiB ?? 0) * MiB), Sizes.Between(MiB, 1024 * 1024 * MiB));
        var bound = new InstanceSettings(
            section.Read("gpus", table?.Gpus ?? 0, Numbers.Between(1, MaxGpus)), price < 0 ? null : price, memory == 0 ? null : (double)memory / MiB);
        section.Finish();
        return bound;
    }

    private static TimeSpan Period(string text) => TimeSpan.FromSeconds(int.Parse(text.AsSpan(0, text.Length - 1), System.Globalization.CultureInfo.InvariantCulture));
}
