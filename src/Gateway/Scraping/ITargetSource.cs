namespace Plimsoll.Gateway.Scraping;

/// <summary>Knows the targets of one job at present. Safe from any thread.</summary>
internal interface ITargetSource
{
    string Job { get; }

    /// <summary>config, file or kubernetes.</summary>
    string Kind { get; }

    IReadOnlyList<ScrapeTarget> Targets { get; }

    /// <summary>Why the targets may not be all or not be current; null for none.</summary>
    string? Problem { get; }
}
