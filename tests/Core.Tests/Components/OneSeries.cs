using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Core.Tests.Components;

/// <summary>The answer for one metric.</summary>
internal sealed record OneSeries(IReadOnlyList<SeriesPoint> Points, string? Problem)
{
    public static OneSeries Ask(InferenceComponent component, string metric, DateTimeOffset from, DateTimeOffset to, TimeSpan step, long nowMs)
    {
        var set = component.Series(new([metric], from, to, step), nowMs, []);
        return new(set.Problem is null ? set.Series.Single().Points : [], set.Problem);
    }
}
