using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;

namespace Plimsoll.Grains.Desks;

/// <summary>The fleet's alert desk as silos and gateways reach it.</summary>
public sealed class GrainAlertDesk(IGrainFactory grains) : IAlertDesk
{
    private IAlertDeskGrain Desk => grains.GetGrain<IAlertDeskGrain>(0);

    public Task<DeskAnswer> AcceptAsync(AlertNotice notice) => AskAsync(() => Desk.AcceptAsync(notice), DeskAnswer.Unavailable);

    public Task<DeskState?> GetStateAsync() => AskAsync(() => Desk.GetStateAsync(), null);

    public Task<DeskAnswer> AcknowledgeAsync(string key, string who) => AskAsync(() => Desk.AcknowledgeAsync(key, who), DeskAnswer.Unavailable);

    public Task<DeskAnswer> SilenceAsync(Silence silence) => AskAsync(() => Desk.SilenceAsync(silence), DeskAnswer.Unavailable);

    public Task<DeskAnswer> EndSilenceAsync(string id) => AskAsync(() => Desk.EndSilenceAsync(id), DeskAnswer.Unavailable);

    public Task<DeskAnswer> AddNoteAsync(string incident, string who, string text) => AskAsync(() => Desk.AddNoteAsync(incident, who, text), DeskAnswer.Unavailable);

    /// <summary>A cluster that does not answer is a desk that is not there; what became of the wish is not known then.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, T unavailable)
    {
        try
        {
            return await ask();
        }
        catch (Exception trouble) when (trouble is OrleansException or TimeoutException)
        {
            return unavailable;
        }
    }
}
