namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>Time, chance and a network that delays, loses, doubles, reorders and cuts off; the same seed makes the same.</summary>
internal sealed class SimulatedWorld(int seed)
{
    private readonly PriorityQueue<Action, (long AtMs, long Order)> _events = new();
    private readonly HashSet<string> _cutOff = [];
    private long _order;

    public Random Random { get; } = new(seed);

    public long NowMs { get; private set; }

    /// <summary>While false the network is perfect and nothing crashes.</summary>
    public bool Troubled { get; set; } = true;

    public List<string> Violations { get; } = [];

    public bool Chance(double probability) => Troubled && Random.NextDouble() < probability;

    public void After(long delayMs, Action action) => _events.Enqueue(action, (NowMs + delayMs, _order++));

    public void Every(long periodMs, Action action) => After(Random.NextInt64(periodMs) + 1, () => Again(periodMs, action));

    /// <summary>Hands a message over, late, twice or never.</summary>
    public void Send(string from, string to, Action receive)
    {
        if (Chance(0.03))
            return;
        var copies = Chance(0.05) ? 2 : 1;
        for (var i = 0; i < copies; i++)
        {
            After(Delay(), () =>
            {
                if (!_cutOff.Contains(from) && !_cutOff.Contains(to))
                    receive();
            });
        }
    }

    /// <summary>Cuts a member off from everybody for a while.</summary>
    public void CutOff(string member, long forMs)
    {
        _cutOff.Add(member);
        After(forMs, () => _cutOff.Remove(member));
    }

    public void Heal()
    {
        Troubled = false;
        _cutOff.Clear();
    }

    public void RunUntil(long endMs)
    {
        while (_events.TryPeek(out _, out var next) && next.AtMs <= endMs)
        {
            var action = _events.Dequeue();
            NowMs = next.AtMs;
            action();
        }
        NowMs = endMs;
    }

    private long Delay() => Chance(0.05) ? Random.NextInt64(2_000) : 1 + Random.NextInt64(20);

    private void Again(long periodMs, Action action)
    {
        action();
        After(periodMs, () => Again(periodMs, action));
    }
}
