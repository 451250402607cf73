namespace Plimsoll.Bench.Simulation;

internal enum IncidentKind
{
    LatencyStep,
    LatencyRamp,
    ErrorBurst,
    Outage,
    Silence,
    Saturation,
    SafetyEvent,
}

/// <summary>Trouble that is put into the traffic.</summary>
/// <param name="Start">Minute of the simulation.</param>
/// <param name="End">Exclusive.</param>
internal sealed record Incident(IncidentKind Kind, int Start, int End, double Size)
{
    private const int MinutesPerDay = 1440;

    /// <summary>One a day, each kind in turn, at a time of day that follows from the seed.</summary>
    public static IReadOnlyList<Incident> Plan(int firstDay, int days, double size, Random random)
    {
        var kinds = Enum.GetValues<IncidentKind>();
        var offset = random.Next(kinds.Length);
        return [.. Enumerable.Range(0, days).Select(day =>
        {
            var kind = kinds[(day + offset) % kinds.Length];
            var start = (firstDay + day) * MinutesPerDay + 240 + random.Next(900);
            return new Incident(kind, start, start + (kind == IncidentKind.SafetyEvent ? 1 : 45), size);
        })];
    }

    public bool Covers(int minute) => minute >= Start && minute < End;
}
