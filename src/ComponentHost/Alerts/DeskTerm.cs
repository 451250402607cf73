using Plimsoll.Alerting.Desk;

namespace Plimsoll.ComponentHost.Alerts;

/// <summary>The desk for as long as this process holds it.</summary>
/// <param name="token">Of the lease.</param>
internal sealed class DeskTerm(long token, AlertDesk desk)
{
    private readonly HashSet<(string Channel, string Component)> _underWay = [];

    public long Token => token;

    public AlertDesk Desk => desk;

    /// <summary>Whether something changed that is not stored yet.</summary>
    public bool Unsaved { get; set; }

    /// <summary>Automatic actions that the last <see cref="Take"/> found to be one too many.</summary>
    public long NewlyLimited { get; private set; }

    /// <summary>What is due and not on its way; from now on the desk's state says that it may be.</summary>
    public IReadOnlyList<Notification> Take(DateTimeOffset now)
    {
        var limited = desk.Limited;
        var due = desk.Due(now).Where(n => !_underWay.Contains((n.Channel, n.Component))).ToList();
        foreach (var notification in due)
            Unsaved |= desk.Begin(notification);
        NewlyLimited = desk.Limited - limited;
        Unsaved |= NewlyLimited > 0;
        return due;
    }

    public void SetOff(Notification notification) => _underWay.Add((notification.Channel, notification.Component));

    public void Arrived(Notification notification) => _underWay.Remove((notification.Channel, notification.Component));
}
