using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Demo;

/// <summary>Prices and reserved GPUs of the demo's components.</summary>
public static class DemoSettings
{
    /// <summary>At least as much of its few requests is looked at.</summary>
    private const double SampleRate = 0.1;

    /// <summary>Adds them to the options; what is configured under the same name wins.</summary>
    public static PlimsollOptions Merge(PlimsollOptions options)
    {
        var components = DemoModel.All.ToDictionary(m => m.Name, m => m.Settings);
        foreach (var (name, settings) in options.Components)
            components[name] = settings;
        var quality = options.Quality.SampleRate < SampleRate ? options.Quality with { SampleRate = SampleRate } : options.Quality;
        return options with { Components = components, Quality = quality };
    }
}
