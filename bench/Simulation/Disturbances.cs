namespace Plimsoll.Bench.Simulation;

/// <summary>What happens in any week and is no trouble. When follows from the seed.</summary>
/// <param name="seed">Of the component.</param>
/// <param name="sleepsAtNight">Whether the component is scaled to zero for four hours a night.</param>
internal sealed class Disturbances(int seed, bool sleepsAtNight)
{
    private const int SpikeEvery = 1777;
    private const int DeployEvery = 4321;
    private const int DeployMinutes = 3;
    private const int DeploysPerVersion = 4;
    private const int HolidayEvery = 14;
    private const int SleepFrom = 60;
    private const int SleepUntil = 300;
    private const double MissingScrapes = 0.01;

    public bool SleepsAtNight => sleepsAtNight;

    /// <summary>A lone minute with answers that take three times as long.</summary>
    public bool IsSpike(int minute) => minute % SpikeEvery == seed % SpikeEvery;

    /// <summary>Three minutes of answers that take 30% longer, while copies are replaced.</summary>
    public bool IsDeployBlip(int minute) => (minute + seed % DeployEvery) % DeployEvery < DeployMinutes;

    /// <summary>A working day with the traffic of a weekend.</summary>
    public bool IsHoliday(int minute) => minute / Incident.MinutesPerDay % HolidayEvery == 3 + seed % 11;

    public bool Sleeps(int minute) => sleepsAtNight && minute % Incident.MinutesPerDay is >= SleepFrom and < SleepUntil;

    /// <summary>Every fourth deployment brings a new model version, as good as the one before.</summary>
    public string Version(int minute) => $"v{(minute + seed % DeployEvery) / DeployEvery / DeploysPerVersion}";

    /// <summary>Whether the readings of the GPU and the engine did not come in this minute.</summary>
    public static bool IsScrapeMissing(double unit) => unit < MissingScrapes;
}
