namespace Plimsoll.Alerting.States;

/// <summary>Where an alert stands. Values are part of the stored format.</summary>
public enum AlertState : byte
{
    Inactive = 0,

    /// <summary>The condition holds, not yet for long enough.</summary>
    Pending = 1,

    Firing = 2,

    /// <summary>The condition is gone, not yet for long enough.</summary>
    Recovering = 3,
}
