using Plimsoll.Alerting.Notices;

namespace Plimsoll.Alerting.Desk;

/// <summary>The port to wherever the fleet's alert desk is.</summary>
public interface IAlertDesk
{
    /// <summary>Returns once the notice is durable; one that came before changes nothing.</summary>
    Task AcceptAsync(AlertNotice notice);

    /// <summary>Everything that the desk knows now.</summary>
    Task<DeskState> GetStateAsync();

    /// <summary>False for a key that no active alert has.</summary>
    Task<bool> AcknowledgeAsync(string key, string who);

    /// <summary>False when there are too many silences.</summary>
    Task<bool> SilenceAsync(Silence silence);

    /// <summary>False for an id that no silence has.</summary>
    Task<bool> EndSilenceAsync(string id);

    /// <summary>False for an id that no incident has.</summary>
    Task<bool> AddNoteAsync(string incident, string who, string text);
}
