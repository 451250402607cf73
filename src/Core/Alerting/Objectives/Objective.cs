namespace Plimsoll.Alerting.Objectives;

/// <summary>What share of requests has to be good over 30 days.</summary>
/// <param name="Name">As rules write it, for example <c>ttft</c>.</param>
/// <param name="Target">Above 0, below 1.</param>
/// <param name="ThresholdMs">Slower is bad; null where failing is what is bad.</param>
public sealed record Objective(string Name, double Target, double? ThresholdMs)
{
    public const string Ttft = "ttft";
    public const string Tpot = "tpot";
    public const string Errors = "errors";

    /// <summary>Days that an error budget is for.</summary>
    public const int PeriodDays = 30;

    /// <summary>First token within 500 ms and 50 ms for each one after it, at 95%; errors at 99%.</summary>
    public static IReadOnlyList<Objective> Defaults { get; } =
        [new(Errors, 0.99, null), new(Ttft, 0.95, 500), new(Tpot, 0.95, 50)];
}
