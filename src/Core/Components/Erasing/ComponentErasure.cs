using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Components.Views;
using Plimsoll.Privacy.Erasure;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Sampling;

namespace Plimsoll.Components.Erasing;

/// <summary>Takes a user out of a component's state. No count changes.</summary>
internal sealed class ComponentErasure
{
    /// <summary>Why an answer that waited is not judged.</summary>
    public const string Reason = "erased";

    private readonly ComponentData _data;
    private readonly HashSet<ulong> _pseudonyms;
    private readonly HashSet<ulong> _requests;
    private readonly FreshNames _fresh;

    private ComponentErasure(ComponentData data, ErasureOrder order)
    {
        _data = data;
        (_pseudonyms, _requests) = ([.. order.Pseudonyms], [.. order.Requests]);
        _fresh = new FreshNames(order.Seed);
    }

    public static ErasureReceipt Erase(ComponentData data, ErasureOrder order)
    {
        var erasure = new ComponentErasure(data, order);
        var waiting = erasure.EraseWaiting();
        var (verdicts, annotations) = erasure.EraseVerdicts();
        erasure.EraseDays();
        return new(verdicts, waiting, annotations, erasure.EraseTracks(order.Sessions));
    }

    private bool Owns(ulong request, CandidateOrigin origin) =>
        origin.UserHash is { } user ? _pseudonyms.Contains(user) : _requests.Contains(request);

    private int EraseWaiting()
    {
        var judging = _data.Judging;
        var candidates = judging.Sampler.Forget(c => Owns(c.Hash, c.Origin));
        var (shed, calls) = judging.Desk.Shed(r => Owns(r.RequestHash, r.Origin), Reason);
        judging.Figures.Forfeited(judging.Desk.Budget.TakeForfeited());
        foreach (var call in calls)
            judging.Calls.Remove(call);
        if (candidates + shed > 0)
            judging.Version = _data.Version;
        return candidates + shed;
    }

    private (int Verdicts, int Annotations) EraseVerdicts()
    {
        var judging = _data.Judging;
        var replaced = judging.Verdicts.Replace(v => Owns(v.Request.RequestHash, v.Request.Origin) ? Unnamed(v) : null, _data.Version);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (before, after) in replaced)
        {
            ids[before.Request.Id] = after.Request.Id;
            HarmConfirmed.Rename(_data, before, after);
        }
        var renamed = judging.Annotations.Rename(ids);
        if (renamed > 0)
            judging.Annotations.Version = _data.Version;
        return (replaced.Count, renamed);
    }

    private VerdictRecord Unnamed(VerdictRecord verdict) =>
        verdict with { Reason = "", Request = JudgeRequests.Unnamed(verdict.Request, _fresh.Of(verdict.Request.RequestHash)) };

    /// <summary>Exemplars do not say whose they are: all make room for the next.</summary>
    private int EraseTracks(IReadOnlyList<ulong> sessions)
    {
        var renamed = 0;
        foreach (var track in _data.Tracks)
        {
            track.Exemplars.Clear();
            var here = track.Sessions.Rename(sessions, _fresh.Of);
            if (here > 0)
                track.SessionsVersion = _data.Version;
            renamed += here;
            var history = track.History;
            foreach (var window in history.Minutes.Concat(history.Hours).Concat(history.Leaving).Append(history.Life))
                EraseUsers(window);
        }
        return renamed;
    }

    /// <summary>Days that are not over have a sketch of their users; of others counts alone are left.</summary>
    private void EraseDays()
    {
        foreach (var week in _data.Evidence.Weeks)
        {
            foreach (var day in week.All)
            {
                foreach (var pseudonym in _pseudonyms)
                {
                    if (day.Users.Rename(pseudonym, _fresh.Of(pseudonym)))
                        week.Version = _data.Version;
                }
            }
        }
    }

    /// <summary>Distinct users are counted as before.</summary>
    private void EraseUsers(Window window)
    {
        foreach (var pseudonym in _pseudonyms)
        {
            if (window.Users?.Rename(pseudonym, _fresh.Of(pseudonym)) == true)
                window.Version = _data.Version;
        }
    }
}
