namespace Plimsoll.Alerting.Signals;

/// <summary>Whom a burn rate concerns: somebody now, or somebody in working hours.</summary>
public enum BurnSpeed
{
    Page,
    Ticket,
}
