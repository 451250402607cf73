using System.Globalization;
using Plimsoll.Components;
using Plimsoll.Configuration.Values;
using Plimsoll.Costs;
using Plimsoll.SageMaker;

namespace Plimsoll.Configuration.Binding;

/// <summary>The section <c>prices</c>, and the <c>price</c> of a component, which may name an instance of it.</summary>
internal static class PriceBinder
{
    private const int MaxNameLength = 64;

    /// <summary>Instances by name: the built-in ones, and over them those of the section.</summary>
    public static Dictionary<string, InstancePrice> Instances(Section prices)
    {
        var instances = new Dictionary<string, InstancePrice>(BuiltInPrices.Instances, StringComparer.Ordinal);
        var section = prices.Child("instances");
        foreach (var (name, own) in section.Named())
        {
            if (name.Length is 0 or > MaxNameLength)
                section.Fail(name, $"an instance's name has 1 to {MaxNameLength} characters, this one {name.Length}");
            var known = instances.GetValueOrDefault(name);
            instances[name] = new(name, own.Read("dollars_per_hour", known?.DollarsPerHour ?? 0, Numbers.Price), own.Read("gpus", known?.Gpus ?? InstanceTable.Find(name)?.Gpus ?? 1, Numbers.Between(1, 64)));
            if (known is null && !own.Has("dollars_per_hour"))
                own.Fail("dollars_per_hour", "is missing; the built-in table does not know the instance");
            own.Finish();
        }
        section.Finish();
        prices.Finish();
        return instances;
    }

    public static PriceSettings Price(Section section, IReadOnlyDictionary<string, InstancePrice> instances)
    {
        var named = section.Has("instance") ? section.Read("instance", "", Texts.UpTo(MaxNameLength)) : null;
        var instance = named is null ? null : instances.GetValueOrDefault(named);
        if (named is not null && instance is null)
            section.Fail("instance", $"'{named}' is not known; its price goes under prices.instances");
        if (named is not null && section.Has("gpu_hour"))
            section.Fail("gpu_hour", "is there beside instance; one of them says what a GPU hour costs");
        var bound = new PriceSettings(
            Optional(section, "gpu_hour") ?? instance?.GpuHour, Optional(section, "input_per_million_tokens"),
            Optional(section, "cached_input_per_million_tokens"), Optional(section, "output_per_million_tokens"), instance is null ? null : Source(instance));
        section.Finish();
        return bound;
    }

    /// <summary>Where a price comes from, in words.</summary>
    public static string Source(InstancePrice price) => BuiltInPrices.Instances.GetValueOrDefault(price.Instance) == price
        ? Text($"the built-in table of {BuiltInPrices.AsOf:yyyy-MM-dd} for {BuiltInPrices.Region}: {price.Instance} at ${price.DollarsPerHour} an hour with {price.Gpus} GPUs")
        : Text($"prices.instances: {price.Instance} at ${price.DollarsPerHour} an hour with {price.Gpus} GPUs");

    public static double? Optional(Section section, string key) => section.Has(key) ? section.Read(key, 0d, Numbers.Price) : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
