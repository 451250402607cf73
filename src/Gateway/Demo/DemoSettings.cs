using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Demo;

/// <summary>Prices and reserved GPUs of the demo's components.</summary>
public static class DemoSettings
{
    /// <summary>Adds them to the options; what is configured under the same name wins.</summary>
    public static PlimsollOptions Merge(PlimsollOptions options)
    {
        var components = DemoModel.All.ToDictionary(m => m.Name, m => m.Settings);
        foreach (var (name, settings) in options.Components)
            components[name] = settings;
        return options with { Components = components };
    }
}
