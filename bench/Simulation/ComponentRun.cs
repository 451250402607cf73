using System.Text.Json;
using Plimsoll.Alerting.Notices;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Bench.Simulation;

/// <summary>Runs one component under a virtual clock, and keeps what it would have told the alert desk.</summary>
internal sealed class ComponentRun
{
    public const int WeekDays = 7;

    private const long MinuteMs = 60_000;
    private const int MostCalls = 8;
    private const long TickMs = 30_000;

    /// <summary>A Monday, so that weekends are weekends.</summary>
    private const long EpochMs = 1_767_571_200_000;

    private static readonly Guid s_journal = new("5f0c4d6e-0000-4000-8000-000000000001");
    private static readonly Evaluator s_evaluator = new(EvaluatorKind.OpenAi, "simulated");

    private readonly InferenceComponent _component;
    private readonly Workload _workload;
    private readonly List<AlertNotice> _notices = [];

    private ComponentRun(ComponentSettings settings, Workload workload) =>
        (_component, _workload) = (new(Workload.Component, settings), workload);

    /// <param name="index">Of the run: another one is another component.</param>
    /// <param name="troubled">Whether incidents are put in.</param>
    public static Outcome Run(Arguments arguments, int index, int weeks, bool troubled)
    {
        var seed = arguments.Seed * 1_000_003 + index * 7919 + (troubled ? 500_000_000 : 0) & int.MaxValue;
        var days = weeks * WeekDays;
        var incidents = troubled ? Incident.Plan(arguments.WarmUpDays, days, arguments.Size, new Random(seed)) : [];
        var disturbances = new Disturbances(seed, sleepsAtNight: !troubled && index % 3 == 2);
        var settings = new ComponentSettings
        {
            Alerts = RuleSets.All,
            Price = new(GpuHour: 4),
            ScalesToZero = disturbances.SleepsAtNight,
            Judging = new() { Rubric = BuiltInRubrics.Default.With(s_evaluator) },
        };
        var run = new ComponentRun(settings, new(seed, arguments.RequestsPerMinute, incidents, disturbances));
        for (var minute = 0; minute < (arguments.WarmUpDays + days) * Incident.MinutesPerDay; minute++)
            run.Minute(minute);
        var from = EpochMs + (long)arguments.WarmUpDays * Incident.MinutesPerDay * MinuteMs;
        return new(incidents, [.. run._notices.Where(n => n.At.ToUnixTimeMilliseconds() >= from)], EpochMs, weeks);
    }

    private void Minute(int minute)
    {
        var at = EpochMs + minute * MinuteMs;
        if (_workload.Minute(minute, at) is { } batch)
            _component.Apply(new(s_journal, minute + 1, at + MinuteMs - 1, batch));
        _component.Tick(at + MinuteMs - 1);
        Judge(minute, at + MinuteMs - 1);
        Drain();
        _component.Tick(at + MinuteMs - 1 + TickMs);
        Drain();
    }

    private void Judge(int minute, long at)
    {
        var work = _component.TakeJudgements(new(s_journal, MostCalls), at);
        _workload.Cutoff = work.Cutoff;
        for (; work.Tasks.Count > 0; work = _component.TakeJudgements(new(s_journal, MostCalls), at))
            _component.ReportJudgements([.. work.Tasks.Select(t => new JudgeReport(t.CallId, JudgeEnd.Judged, "") { Scores = _workload.Scores(minute), Cost = new(1, 0, 0) })], at);
    }

    private void Drain()
    {
        foreach (var effect in _component.PendingEffects)
        {
            if (effect.Kind == AlertNotice.Kind)
                _notices.Add(JsonSerializer.Deserialize(effect.Payload.Span, AlertNoticeJson.Default.AlertNotice)!);
            _component.Acknowledge(effect.Id);
        }
    }
}

/// <summary>Some weeks of one component.</summary>
internal sealed record Outcome(IReadOnlyList<Incident> Incidents, IReadOnlyList<AlertNotice> Notices, long EpochMs, int Weeks)
{
    public double Seconds(AlertNotice notice) => (notice.At.ToUnixTimeMilliseconds() - EpochMs) / 1000d;
}
