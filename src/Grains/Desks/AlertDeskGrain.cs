using Orleans.Concurrency;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;

namespace Plimsoll.Grains.Desks;

/// <summary>
/// Asks the silo that answered last, and all of them where it holds the desk no longer: those that do not hold it change nothing.
/// </summary>
[GrainType("alert-desk"), StatelessWorker, Reentrant]
public sealed class AlertDeskGrain(AlertDeskClient desks) : Grain, IAlertDeskGrain
{
    private SiloAddress? _holder;

    public Task<DeskAnswer> AcceptAsync(AlertNotice notice) => AskAsync(d => d.AcceptAsync(notice));

    public Task<DeskState?> GetStateAsync() => AskAsync(d => d.GetStateAsync(), state => state is not null, null);

    public Task<DeskAnswer> AcknowledgeAsync(string key, string who) => AskAsync(d => d.AcknowledgeAsync(key, who));

    public Task<DeskAnswer> SilenceAsync(Silence silence) => AskAsync(d => d.SilenceAsync(silence));

    public Task<DeskAnswer> EndSilenceAsync(string id) => AskAsync(d => d.EndSilenceAsync(id));

    public Task<DeskAnswer> AddNoteAsync(string incident, string who, string text) => AskAsync(d => d.AddNoteAsync(incident, who, text));

    private Task<DeskAnswer> AskAsync(Func<IAlertDesk, Task<DeskAnswer>> ask) => AskAsync(ask, answer => answer != DeskAnswer.Unavailable, DeskAnswer.Unavailable);

    private async Task<T> AskAsync<T>(Func<IAlertDesk, Task<T>> ask, Func<T, bool> isAnswer, T unavailable)
    {
        var silos = desks.Silos();
        if (_holder is { } last && silos.Contains(last) && await AskAsync(last, ask, unavailable) is var known && isAnswer(known))
            return known;
        var answers = await Task.WhenAll(silos.Select(async silo => (Silo: silo, Said: await AskAsync(silo, ask, unavailable))));
        foreach (var (silo, said) in answers.Where(a => isAnswer(a.Said)))
        {
            _holder = silo;
            return said;
        }
        return unavailable;
    }

    /// <summary>A silo that does not answer holds no desk that anybody could use.</summary>
    private async Task<T> AskAsync<T>(SiloAddress silo, Func<IAlertDesk, Task<T>> ask, T unavailable)
    {
        try
        {
            return await ask(desks.Of(silo));
        }
        catch (Exception trouble) when (trouble is OrleansException or TimeoutException)
        {
            return unavailable;
        }
    }
}
