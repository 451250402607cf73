using Plimsoll.Alerting.Desk;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>Whom alerts are told: keeps what is open by its key, as an incident service does.</summary>
internal sealed class SimulatedReceiver(SimulatedWorld world)
{
    public const string Name = "receiver";

    private readonly Dictionary<string, DateTimeOffset> _open = [];
    private readonly Dictionary<string, DateTimeOffset> _ended = [];
    private readonly HashSet<string> _mayKnow = [];

    /// <summary>Keys of what is open.</summary>
    public IReadOnlyCollection<string> Open => _open.Keys;

    public int Triggers { get; private set; }

    public int Resolves { get; private set; }

    /// <summary>A trigger has left somebody, or a stored state says that it may have.</summary>
    public void Left(string key) => _mayKnow.Add(key);

    public void Take(Notification notification)
    {
        foreach (var told in notification.Alerts)
        {
            if (told.Fires)
                Trigger(told.Alert);
            else
                Resolve(told.Alert);
        }
    }

    private void Trigger(DeskAlert alert)
    {
        Triggers++;
        if (_ended.TryGetValue(alert.Key, out var ended) && ended == alert.Started)
            world.Violations.Add($"{alert.Notice.Rule} was told to fire after its end was told");
        _open[alert.Key] = alert.Started;
    }

    private void Resolve(DeskAlert alert)
    {
        Resolves++;
        if (!_mayKnow.Contains(alert.Key))
            world.Violations.Add($"the end of {alert.Notice.Rule} was told, which nobody ever told");
        _open.Remove(alert.Key);
        _ended[alert.Key] = alert.Started;
    }
}
