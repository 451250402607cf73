namespace Plimsoll.Publishing;

/// <summary>What is published of one component for one minute.</summary>
/// <param name="Minute">Since 1970.</param>
/// <param name="Endpoint">Null where none is known.</param>
/// <param name="Label">By which people know the component.</param>
/// <param name="Quality">What judges found, under the names of the inference-quality namespace.</param>
/// <param name="Own">Everything else.</param>
public sealed record PublishedMinute(
    long Minute, string Component, string? Endpoint, string Label, IReadOnlyList<PublishedPoint> Quality, IReadOnlyList<PublishedPoint> Own)
{
    public int Count => Quality.Count + Own.Count;

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(Minute * 60);
}
