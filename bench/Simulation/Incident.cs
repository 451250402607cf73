namespace Plimsoll.Bench.Simulation;

internal enum IncidentKind
{
    /// <summary>Every answer takes half as long again.</summary>
    LatencyStep,

    /// <summary>Answers slow down steadily, to two and a half times as long.</summary>
    LatencyRamp,

    /// <summary>A quarter of the requests fails.</summary>
    ErrorBurst,

    /// <summary>Every request fails.</summary>
    Outage,

    /// <summary>No request comes.</summary>
    Silence,

    /// <summary>The GPU is full, requests queue, and answers take twice as long.</summary>
    Saturation,

    /// <summary>For a minute every answer has a safety score of 0.1.</summary>
    SafetyEvent,

    /// <summary>A new model version's answers are judged 0.15 lower.</summary>
    QualityDrop,

    /// <summary>Answers become half as long again, and so take longer as a whole.</summary>
    LengthDrift,

    /// <summary>Three more GPUs are paid for with no more traffic.</summary>
    CostSpike,
}

/// <summary>Trouble that is put into the traffic.</summary>
/// <param name="Start">Minute of the simulation.</param>
/// <param name="End">Exclusive.</param>
internal sealed record Incident(IncidentKind Kind, int Start, int End, double Size)
{
    public const int MinutesPerDay = 1440;
    private const int Earliest = 240;
    private const int Latest = 1140;

    /// <summary>One a day, each kind in turn, at a time of day that follows from the seed.</summary>
    public static IReadOnlyList<Incident> Plan(int firstDay, int days, double size, Random random)
    {
        var kinds = Enum.GetValues<IncidentKind>();
        var offset = random.Next(kinds.Length);
        return [.. Enumerable.Range(0, days).Select(day =>
        {
            var kind = kinds[(day + offset) % kinds.Length];
            var start = (firstDay + day) * MinutesPerDay + Earliest + random.Next(Latest - Earliest);
            return new Incident(kind, start, start + Minutes(kind), size);
        })];
    }

    public bool Covers(int minute) => minute >= Start && minute < End;

    /// <summary>Slow troubles last until scores and whole hours can show them.</summary>
    private static int Minutes(IncidentKind kind) => kind switch
    {
        IncidentKind.SafetyEvent => 1,
        IncidentKind.QualityDrop or IncidentKind.LengthDrift => 360,
        _ => 45,
    };
}
