using Plimsoll.Alerting.Notices;

namespace Plimsoll.Alerting.Desk;

/// <summary>The port to wherever the fleet's alert desk is. It may be nowhere for a while, when who held it is gone.</summary>
public interface IAlertDesk
{
    /// <summary>Done once the notice is durable; one that came before changes nothing. Never refused.</summary>
    Task<DeskAnswer> AcceptAsync(AlertNotice notice);

    /// <summary>Everything that the desk knows now; null while nobody holds it.</summary>
    Task<DeskState?> GetStateAsync();

    /// <summary>Refused for a key that no active alert has.</summary>
    Task<DeskAnswer> AcknowledgeAsync(string key, string who);

    /// <summary>Refused when there are too many silences.</summary>
    Task<DeskAnswer> SilenceAsync(Silence silence);

    /// <summary>Refused for an id that no silence has.</summary>
    Task<DeskAnswer> EndSilenceAsync(string id);

    /// <summary>Refused for an id that no incident has.</summary>
    Task<DeskAnswer> AddNoteAsync(string incident, string who, string text);
}

/// <summary>What became of a wish at the desk.</summary>
public enum DeskAnswer
{
    /// <summary>Done, and stored.</summary>
    Done,

    /// <summary>The desk knows no such thing, or has no room.</summary>
    Refused,

    /// <summary>Nobody holds the desk now, or what changed could not be stored: ask again.</summary>
    Unavailable,
}
