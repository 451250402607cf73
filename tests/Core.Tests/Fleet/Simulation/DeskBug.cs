namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>Mistakes of whoever runs an alert desk that the simulation must find.</summary>
public enum DeskBug
{
    None,

    /// <summary>A notification leaves before the desk's state says that it is under way.</summary>
    SentBeforeSaved,

    /// <summary>A wish is granted before it is stored.</summary>
    AnsweredBeforeSaved,

    /// <summary>The store takes a state that follows an older version.</summary>
    StateUnfenced,

    /// <summary>A notification counts as told before anybody answered.</summary>
    ToldBeforeSent,
}
