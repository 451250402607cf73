using Plimsoll.Components;
using Plimsoll.Configuration.Values;
using Plimsoll.Costs;

namespace Plimsoll.Configuration.Binding;

/// <summary>Settings by component name; <c>*</c> holds for every component that has none of its own.</summary>
internal static class ComponentBinder
{
    private const int MaxNameLength = 256;

    public static Dictionary<string, ComponentSettings> Bind(
        Section section, IReadOnlyDictionary<string, InstancePrice> instances, IReadOnlyDictionary<string, string> environment)
    {
        var bound = new Dictionary<string, ComponentSettings>(StringComparer.Ordinal);
        foreach (var (name, own) in section.Named())
        {
            if (name.Length is 0 or > MaxNameLength)
                section.Fail(name, $"a component's name has 1 to {MaxNameLength} characters, this one {name.Length}");
            if (name == "*" && own.Has("rollout"))
                own.Fail("rollout", "stands under a component's own name");
            bound[name] = Component(own, ComponentSettings.Default, instances, environment);
        }
        return bound;
    }

    private static ComponentSettings Component(
        Section section, ComponentSettings defaults, IReadOnlyDictionary<string, InstancePrice> instances, IReadOnlyDictionary<string, string> environment)
    {
        var bound = new ComponentSettings
        {
            Price = section.Has("price") ? PriceBinder.Price(section.Child("price"), instances) : null,
            ReservedGpus = section.Has("reserved_gpus") ? section.Read("reserved_gpus", 0, Numbers.Between(0, 100_000)) : null,
            ScalesToZero = section.Read("scales_to_zero", false, Booleans.Read),
            Capacity = CapacityBinder.Bind(section),
            Rollout = RolloutBinder.Bind(section, environment),
            MaxBreakdownValues = section.Read("max_breakdown_values", defaults.MaxBreakdownValues, Numbers.Between(1, 1_000)),
            MaxNamedValues = section.Read("max_named_values", defaults.MaxNamedValues, Numbers.Between(1, 1_000)),
        };
        section.Finish();
        return bound;
    }
}
