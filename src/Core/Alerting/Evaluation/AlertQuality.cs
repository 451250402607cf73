namespace Plimsoll.Alerting.Evaluation;

/// <summary>How good alerts are, judged against incidents that are known.</summary>
/// <param name="TimesToDetect">Of the incidents that were detected, seconds from their start to their first alert.</param>
public sealed record AlertQuality(
    IReadOnlyList<bool> AlertIsTrue, int Incidents, IReadOnlyList<double> TimesToDetect, double ComponentWeeks)
{
    public int FalseAlarms => AlertIsTrue.Count(t => !t);

    /// <summary>Share of the alerts that an incident explains; null without alerts.</summary>
    public double? Precision => AlertIsTrue.Count == 0 ? null : (double)AlertIsTrue.Count(t => t) / AlertIsTrue.Count;

    /// <summary>Share of the incidents that were detected; null without incidents.</summary>
    public double? Recall => Incidents == 0 ? null : (double)TimesToDetect.Count / Incidents;

    /// <summary>Seconds; null when nothing was detected.</summary>
    public double? MedianTimeToDetect => Median([.. TimesToDetect.Order()]);

    public double FalseAlarmsPerComponentWeek => FalseAlarms / ComponentWeeks;

    public GarwoodInterval FalseAlarmBounds => GarwoodInterval.Of(FalseAlarms, ComponentWeeks);

    /// <param name="incidents">Start and end, seconds.</param>
    /// <param name="alerts">When each notification was, seconds, rising.</param>
    /// <param name="grace">Seconds after an incident's end in which an alert is still its own.</param>
    public static AlertQuality Of(IReadOnlyList<(double Start, double End)> incidents, IReadOnlyList<double> alerts, double grace, double componentWeeks)
    {
        bool Explains((double Start, double End) incident, double alert) => alert >= incident.Start && alert <= incident.End + grace;
        var detected = incidents.Select(i => alerts.Where(a => Explains(i, a)).Select(a => a - i.Start).Take(1).ToList()).Where(d => d.Count > 0);
        return new([.. alerts.Select(a => incidents.Any(i => Explains(i, a)))], incidents.Count, [.. detected.Select(d => d[0])], componentWeeks);
    }

    private static double? Median(double[] sorted) => sorted.Length switch
    {
        0 => null,
        var n when n % 2 == 1 => sorted[n / 2],
        var n => (sorted[n / 2 - 1] + sorted[n / 2]) / 2,
    };
}
