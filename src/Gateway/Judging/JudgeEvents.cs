using System.Diagnostics.Metrics;
using Plimsoll.ComponentHost;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Judging;

/// <summary>What happens to judge calls of this gateway, as metrics and log lines. No text and no request id among them.</summary>
internal sealed partial class JudgeEvents(IMeterFactory meters, ILogger<JudgeEvents> logger)
{
    private readonly Tally _calls = new(meters, "plimsoll_gateway_judge_calls", "Calls for judgements that this gateway made, by end.", "end");
    private readonly Tally _lost = new(meters, "plimsoll_gateway_judge_reports_lost", "Reports of calls that no component would take.");
    private readonly Tally _embeddings = new(meters, "plimsoll_gateway_embedding_calls", "Judged answers that were to be embedded by the configured model, by outcome.", "outcome");

    public void Called(JudgeReport report) => _calls.One(report.End.ToString().ToLowerInvariant());

    /// <param name="outcome">embedded, or why there is no embedding.</param>
    public void Embedded(string outcome) => _embeddings.One(outcome);

    public void ReportGivenUp(string component, int reports)
    {
        _lost.Add(reports);
        NotSaved(component, reports);
    }

    public void OutOfReach(string component, Exception trouble) => CannotJudge(component, trouble);
}
