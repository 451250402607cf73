using Plimsoll.Components;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>The <c>capacity</c> of a component: one rate or both.</summary>
internal static class CapacityBinder
{
    private const double MostPerSecond = 1e9;

    public static CapacitySettings? Bind(Section component)
    {
        if (!component.Has("capacity"))
            return null;
        var section = component.Child("capacity");
        var bound = new CapacitySettings(Rate(section, "requests_per_second"), Rate(section, "output_tokens_per_second"));
        section.Finish();
        if (!section.Has("requests_per_second") && !section.Has("output_tokens_per_second"))
            component.Fail("capacity", "names neither requests_per_second nor output_tokens_per_second");
        return bound;
    }

    private static double? Rate(Section section, string key) =>
        section.Has(key) ? section.Read(key, MostPerSecond, Numbers.PositiveUpTo(MostPerSecond)) : null;
}
