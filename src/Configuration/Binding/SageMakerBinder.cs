using Plimsoll.Configuration.Values;
using Plimsoll.Costs;
using Plimsoll.SageMaker;

namespace Plimsoll.Configuration.Binding;

/// <summary>The <c>sagemaker</c> section: whose metrics are read, and what the instances behind them are.</summary>
internal static class SageMakerBinder
{
    private const string Key = "sagemaker";
    private const long MiB = 1L << 20;
    private const int MaxGpus = 64;
    private const int MaxNameLength = 256;
    private static readonly string[] s_periods = ["10s", "30s", "60s", "120s", "180s", "240s", "300s"];

    /// <summary>Null where the section is absent or switched off.</summary>
    /// <param name="prices">Of instances, by type.</param>
    public static SageMakerSettings? Bind(Section root, IReadOnlyDictionary<string, InstancePrice> prices)
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
            Instances = section.Child("instances").Named().ToDictionary(i => i.Name, i => Instance(i.Section, prices), StringComparer.Ordinal),
            Endpoints = Endpoints(section.Child("endpoints")),
        };
        section.Finish();
        return enabled ? bound : null;
    }

    /// <summary>A type that the tables know, or what it is in so many words; what is given here goes before the tables.</summary>
    private static InstanceSettings Instance(Section section, IReadOnlyDictionary<string, InstancePrice> prices)
    {
        var type = section.Read("type", "", Texts.OneOf([.. InstanceTable.Types.Union(prices.Keys)]));
        var (table, listed) = (InstanceTable.Find(type), prices.GetValueOrDefault(type));
        if (!section.Has("type") && !section.Has("gpus"))
            section.Fail("gpus", "is missing; give it, or a type of the built-in table");
        var gpus = section.Read("gpus", listed?.Gpus ?? table?.Gpus ?? 0, Numbers.Between(1, MaxGpus));
        var own = PriceBinder.Optional(section, "price_hour");
        var memory = section.Read("gpu_memory", (long)((table?.GpuMemoryMiB ?? 0) * MiB), Sizes.Between(MiB, 1024 * 1024 * MiB));
        var bound = new InstanceSettings(gpus, own ?? listed?.DollarsPerHour, memory == 0 ? null : (double)memory / MiB)
        {
            Source = own is null && listed is not null ? PriceBinder.Source(listed) : FormattableString.Invariant($"sagemaker.instances: ${own} an hour with {gpus} GPUs"),
        };
        section.Finish();
        return bound;
    }

    private static Dictionary<string, string> Endpoints(Section section)
    {
        var endpoints = section.Keys.ToDictionary(c => c, c => section.Read(c, "", Texts.UpTo(MaxNameLength)), StringComparer.Ordinal);
        section.Finish();
        return endpoints;
    }

    private static TimeSpan Period(string text) => TimeSpan.FromSeconds(int.Parse(text.AsSpan(0, text.Length - 1), System.Globalization.CultureInfo.InvariantCulture));
}
