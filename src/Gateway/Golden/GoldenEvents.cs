using System.Diagnostics.Metrics;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Golden;

/// <summary>What becomes of scheduled runs, as metrics and log lines.</summary>
internal sealed partial class GoldenEvents
{
    private readonly ILogger<GoldenEvents> _logger;
    private readonly Counter<long> _runs;

    public GoldenEvents(IMeterFactory meters, ILogger<GoldenEvents> logger)
    {
        _logger = logger;
        _runs = meters.Create("Plimsoll.Gateway").CreateCounter<long>("plimsoll_gateway_golden_runs", description: "Scheduled runs of golden sets that this gateway began, by set and outcome.");
    }

    /// <param name="refused">Null when it was filed.</param>
    public void Ran(GoldenOptions set, GoldenFiling filing, string? refused)
    {
        Count(set, refused ?? "filed");
        Asked(set.Name, set.Component, filing.Report.Questions, filing.Report.Missing, filing.Duration.TotalSeconds);
    }

    public void Broken(GoldenOptions set, IReadOnlyList<string> errors)
    {
        Count(set, "broken");
        CannotAsk(set.Name, errors.Count, errors[0]);
    }

    public void TookTooLong(GoldenOptions set)
    {
        Count(set, "timeout");
        Slow(set.Name);
    }

    public void NotFiled(GoldenOptions set)
    {
        Count(set, "not_saved");
        NotSaved(set.Name, set.Component);
    }

    public void Failed(GoldenOptions set, Exception trouble)
    {
        Count(set, "failed");
        CannotRun(set.Name, trouble);
    }

    private void Count(GoldenOptions set, string outcome) => _runs.Add(1, new("set", set.Name), new KeyValuePair<string, object?>("outcome", outcome));
}
