namespace Plimsoll.Gateway.Demo;

/// <summary>The demo's whole traffic, minute by minute. The same seed and minute give the same rows.</summary>
internal sealed class DemoWorkload(ulong seed = DemoWorkload.DefaultSeed)
{
    public const ulong DefaultSeed = 20_261_120;

    /// <summary>What happens to one model in one minute, in time order.</summary>
    public IReadOnlyList<DemoEvent> Minute(DemoModel model, long minute)
    {
        var reactions = SeededRandom.For(seed, 8, (ulong)model.Index, (ulong)minute);
        var events = new List<DemoEvent>(new DemoHardware(seed, model, minute).Make());
        events.AddRange(new DemoHosts(seed, model, minute).Make());
        foreach (var request in new DemoRequests(seed, model, minute).Make())
        {
            events.Add(new(request.TimestampMs, request));
            events.AddRange(DemoReactions.To(request, reactions));
        }
        return [.. events.OrderBy(e => e.AtMs)];
    }
}
