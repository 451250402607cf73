using Plimsoll.Components.Views;

namespace Plimsoll.Publishing;

/// <summary>Turns what a component measured into what is published of it.</summary>
/// <param name="metrics">Of <see cref="PublishedMetrics.All"/>.</param>
/// <param name="qualityNames">By dimension, in place of the usual ones.</param>
public sealed class PublishedMinutes(IEnumerable<string> metrics, IReadOnlyDictionary<string, string> qualityNames)
{
    private readonly HashSet<string> _wanted = [.. metrics];

    /// <summary>How a component stands is told with the newest minute alone: of older ones nobody knows it.</summary>
    /// <param name="newest">The last minute that is closed; null where it is not among those asked for.</param>
    public IEnumerable<PublishedMinute> Of(MinuteSet set, long? newest)
    {
        foreach (var minute in newest is { } last && set.Minutes.All(m => m.Minute != last) ? set.Minutes.Append(Empty(last)) : set.Minutes)
        {
            var standing = minute.Minute == newest ? set.Standing : null;
            var published = new PublishedMinute(
                minute.Minute, set.Component, set.Endpoint, set.Model ?? set.Component,
                QualityMetrics.Of(minute, standing, qualityNames), PublishedMetrics.Of(minute, standing, _wanted));
            if (published.Count > 0)
                yield return published;
        }
    }

    private static MinuteView Empty(long minute) => new(minute) { Distributions = new Dictionary<string, HistogramView>() };
}
