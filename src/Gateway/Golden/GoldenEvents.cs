using System.Diagnostics.Metrics;
using Plimsoll.ComponentHost;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Golden;

/// <summary>What becomes of scheduled runs, as metrics and log lines.</summary>
internal sealed partial class GoldenEvents(IMeterFactory meters, ILogger<GoldenEvents> logger)
{
    private readonly Tally _runs = new(meters, "plimsoll_gateway_golden_runs", "Scheduled runs of golden sets that this gateway began, by set and outcome.", "set", "outcome");

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

    private void Count(GoldenOptions set, string outcome) => _runs.One(set.Name, outcome);
}
