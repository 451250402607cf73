using System.Diagnostics.Metrics;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Judging;

/// <summary>What happens to judge calls of this gateway, as metrics and log lines. No text and no request id among them.</summary>
internal sealed partial class JudgeEvents
{
    private readonly ILogger<JudgeEvents> _logger;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _lost;

    public JudgeEvents(IMeterFactory meters, ILogger<JudgeEvents> logger)
    {
        _logger = logger;
        var meter = meters.Create("Plimsoll.Gateway");
        _calls = meter.CreateCounter<long>("plimsoll_gateway_judge_calls", description: "Calls for judgements that this gateway made, by end.");
        _lost = meter.CreateCounter<long>("plimsoll_gateway_judge_reports_lost", description: "Reports of calls that no component would take.");
    }

    public void Called(JudgeReport report) => _calls.Add(1, new KeyValuePair<string, object?>("end", report.End.ToString().ToLowerInvariant()));

    public void ReportGivenUp(string component, int reports)
    {
        _lost.Add(reports);
        NotSaved(component, reports);
    }

    public void OutOfReach(string component, Exception trouble) => CannotJudge(component, trouble);
}
