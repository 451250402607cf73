using System.Text.Json;
using Plimsoll.Alerting.Notices;
using Plimsoll.Components;

namespace Plimsoll.Bench.Simulation;

/// <summary>Runs one component under a virtual clock, and keeps what it would have told the alert desk.</summary>
internal static class ComponentRun
{
    private const int MinutesPerDay = 1440;
    private const int WeekDays = 7;
    private const long MinuteMs = 60_000;
    private const long TickMs = 30_000;

    /// <summary>A Monday, so that weekends are weekends.</summary>
    private const long EpochMs = 1_767_571_200_000;

    private static readonly Guid s_journal = new("5f0c4d6e-0000-4000-8000-000000000001");

    /// <param name="troubled">Whether incidents are put in.</param>
    public static Outcome Run(Arguments arguments, int index, bool troubled)
    {
        var seed = HashCode.Combine(arguments.Seed, index, troubled) & int.MaxValue;
        var incidents = troubled ? Incident.Plan(arguments.WarmUpDays, WeekDays, arguments.Size, new Random(seed)) : [];
        var workload = new Workload(seed, arguments.RequestsPerMinute, incidents);
        var component = new InferenceComponent(Workload.Component, new ComponentSettings { Alerts = RuleSets.All });
        var notices = new List<AlertNotice>();
        var end = (arguments.WarmUpDays + WeekDays) * MinutesPerDay;
        for (var minute = 0; minute < end; minute++)
        {
            var at = EpochMs + minute * MinuteMs;
            if (workload.Minute(minute, at) is { } batch)
                component.Apply(new(s_journal, minute + 1, at + MinuteMs - 1, batch));
            component.Tick(at + MinuteMs - 1);
            Drain(component, notices);
            component.Tick(at + MinuteMs - 1 + TickMs);
            Drain(component, notices);
        }
        var from = EpochMs + (long)arguments.WarmUpDays * MinutesPerDay * MinuteMs;
        return new(incidents, [.. notices.Where(n => n.At.ToUnixTimeMilliseconds() >= from)], EpochMs);
    }

    private static void Drain(InferenceComponent component, List<AlertNotice> notices)
    {
        foreach (var effect in component.PendingEffects)
        {
            if (effect.Kind == AlertNotice.Kind)
                notices.Add(JsonSerializer.Deserialize(effect.Payload.Span, AlertNoticeJson.Default.AlertNotice)!);
            component.Acknowledge(effect.Id);
        }
    }
}

/// <summary>One component-week.</summary>
internal sealed record Outcome(IReadOnlyList<Incident> Incidents, IReadOnlyList<AlertNotice> Notices, long EpochMs)
{
    public double Seconds(AlertNotice notice) => (notice.At.ToUnixTimeMilliseconds() - EpochMs) / 1000d;
}
