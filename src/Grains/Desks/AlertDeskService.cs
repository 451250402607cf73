using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;
using Plimsoll.ComponentHost.Alerts;

namespace Plimsoll.Grains.Desks;

/// <summary>One in each silo.</summary>
[Reentrant]
public sealed class AlertDeskService(GrainId id, Silo silo, ILoggerFactory logs, DeskHost desk) : GrainService(id, silo, logs), IAlertDeskService
{
    public Task<DeskAnswer> AcceptAsync(AlertNotice notice) => desk.AcceptAsync(notice);

    public Task<DeskState?> GetStateAsync() => desk.GetStateAsync();

    public Task<DeskAnswer> AcknowledgeAsync(string key, string who) => desk.AcknowledgeAsync(key, who);

    public Task<DeskAnswer> SilenceAsync(Silence silence) => desk.SilenceAsync(silence);

    public Task<DeskAnswer> EndSilenceAsync(string id) => desk.EndSilenceAsync(id);

    public Task<DeskAnswer> AddNoteAsync(string incident, string who, string text) => desk.AddNoteAsync(incident, who, text);
}
