namespace Plimsoll.Gateway.Scraping;

/// <summary>Why a scrape counted nothing.</summary>
/// <param name="Reason">A metric's label.</param>
/// <param name="Detail">For people; it holds nothing of the target's own words.</param>
public sealed record ScrapeProblem(string Reason, string Detail);

/// <summary>What came of one scrape.</summary>
/// <param name="Samples">In the answer.</param>
/// <param name="Mapped">That tell of a component.</param>
/// <param name="Rejected">Rows made of them that were not valid.</param>
/// <param name="Problem">Null when it was taken.</param>
internal sealed record ScrapeOutcome(int Samples, int Mapped, int Rejected, ScrapeProblem? Problem)
{
    /// <summary>Samples of more components than a target may name.</summary>
    public int Excess { get; init; }

    public static ScrapeOutcome Failed(string reason, string detail) => new(0, 0, 0, new(reason, detail));
}
