namespace Plimsoll.Gateway.Scraping;

/// <summary>What is known of a target. Its scrape writes, others read a picture of it.</summary>
internal sealed class TargetState(ScrapeTarget target, long firstDueAt)
{
    private volatile TargetPicture _picture = new(target);

    public ScrapeTarget Target => target;

    public TargetPicture Picture => _picture;

    /// <summary>When it is asked next, in the clock's ticks.</summary>
    public long DueAt { get; set; } = firstDueAt;

    /// <summary>The scrape that is under way, or the last one.</summary>
    public Task Scrape { get; set; } = Task.CompletedTask;

    public void Note(ScrapeOutcome outcome, DateTimeOffset at, TimeSpan took) => _picture = _picture with
    {
        Last = outcome,
        At = at,
        Took = took,
        Scrapes = _picture.Scrapes + 1,
        Failures = _picture.Failures + (outcome.Problem is null ? 0 : 1),
    };
}

/// <summary>A target at one moment.</summary>
/// <param name="Last">Null before the first scrape.</param>
internal sealed record TargetPicture(ScrapeTarget Target, ScrapeOutcome? Last = null, DateTimeOffset? At = null, TimeSpan Took = default, long Scrapes = 0, long Failures = 0)
{
    /// <summary>up, down or unknown.</summary>
    public string Health => Last is null ? "unknown" : Last.Problem is null ? "up" : "down";
}
