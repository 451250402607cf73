using System.Text.Json;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>A silo's candidate for the alert desk: the real desk, under the real rules of leases, storing as its host does.</summary>
internal sealed class SimulatedDesk
{
    private const long TimeoutMs = 1_500;
    private static readonly DateTimeOffset s_epoch = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly ChannelPolicy[] s_channels = [new() { Name = "hook", GroupWait = TimeSpan.Zero, GroupInterval = TimeSpan.Zero }];

    private readonly SimulatedSilo _silo;
    private readonly SimulatedWorld _world;
    private readonly SimulatedDeskStore _store;
    private readonly SimulatedReceiver _receiver;
    private readonly DeskBug _bug;
    private readonly Queue<(Func<AlertDesk, bool> Work, Action<DeskAnswer> Answer)> _jobs = new();
    private readonly HashSet<string> _underWay = [];
    private (string Incarnation, long Token, AlertDesk Desk, long Version)? _term;
    private string _incarnation;
    private SimulatedDeskWorker _worker;
    private bool _busy;
    private bool _unsaved;

    public SimulatedDesk(SimulatedSilo silo, SimulatedWorld world, SimulatedDeskStore store, SimulatedReceiver receiver, DeskBug bug)
    {
        (_silo, _world, _store, _receiver, _bug, _incarnation) = (silo, world, store, receiver, bug, silo.Incarnation);
        _worker = new(silo, world, receiver, bug);
        world.Every(500, () => Wish(_ => false, _ => { }));
    }

    public DateTimeOffset Now => s_epoch.AddMilliseconds(_world.NowMs);

    /// <summary>Whether this silo runs the desk at this moment.</summary>
    public bool Holds => _silo.Lease.Held is not null;

    /// <param name="answer">Called at most once; never where the silo dies first.</param>
    public void Wish(Func<AlertDesk, bool> work, Action<DeskAnswer> answer)
    {
        if (!_silo.Up)
            return;
        if (_incarnation != _silo.Incarnation)
        {
            (_incarnation, _term, _busy, _unsaved) = (_silo.Incarnation, null, false, false);
            _jobs.Clear();
            _underWay.Clear();
            _worker = new(_silo, _world, _receiver, _bug);
        }
        _jobs.Enqueue((work, answer));
        Go();
    }

    private void Go()
    {
        if (_busy || _jobs.Count == 0)
            return;
        _busy = true;
        if (_silo.Lease.Held is not { } token)
        {
            _term = null;
            Run(null);
        }
        else if (_term is { } term && term.Token == token)
            Run(term.Desk);
        else
            Ask(() => (_store.Read(), _store.Version), read =>
            {
                if (read is { } found)
                    Begin(token, found.Item1, found.Version);
                Run(_term?.Desk);
            });
    }

    private void Begin(long token, DeskState? state, long version)
    {
        _underWay.Clear();
        (_term, _unsaved) = ((_incarnation, token, new AlertDesk(s_channels, state), version), false);
    }

    private void Run(AlertDesk? desk)
    {
        var done = new List<(Action<DeskAnswer> Answer, bool? Granted)>();
        while (_jobs.TryDequeue(out var job))
        {
            bool? granted = desk is null ? null : job.Work(desk);
            _unsaved |= granted is true;
            done.Add((job.Answer, granted));
        }
        if (desk is null)
        {
            Finish(done, saved: false);
            return;
        }
        var due = desk.Due(Now).Where(n => !_underWay.Contains(n.Component)).ToList();
        foreach (var notification in due)
            _unsaved |= desk.Begin(notification);
        if (_bug == DeskBug.SentBeforeSaved)
            due.ForEach(Send);
        if (_bug == DeskBug.AnsweredBeforeSaved)
            done.ForEach(d => d.Answer(d.Granted is true ? DeskAnswer.Done : DeskAnswer.Refused));
        Save(saved =>
        {
            if (saved && _bug != DeskBug.SentBeforeSaved)
                due.ForEach(Send);
            Finish(_bug == DeskBug.AnsweredBeforeSaved ? [] : done, saved);
        });
    }

    private void Save(Action<bool> then)
    {
        if (!_unsaved)
        {
            then(true);
            return;
        }
        var (bytes, expected) = (JsonSerializer.SerializeToUtf8Bytes(_term!.Value.Desk.Save(), DeskJson.Default.DeskState), _term.Value.Version);
        Ask(() => (_store.Write(bytes, expected), 0L), answer =>
        {
            // Without an answer the state may be stored or not; the next writing finds out.
            if (answer is { Taken: true })
                (_term, _unsaved) = (_term!.Value with { Version = expected + 1 }, false);
            else if (answer is not null)
                _term = null;
            then(answer is { Taken: true });
        });
    }

    private void Finish(List<(Action<DeskAnswer> Answer, bool? Granted)> done, bool saved)
    {
        _busy = false;
        foreach (var (answer, granted) in done)
            answer(granted switch { null => DeskAnswer.Unavailable, false => DeskAnswer.Refused, true => saved ? DeskAnswer.Done : DeskAnswer.Unavailable });
        Go();
    }

    private void Send(Notification notification)
    {
        if (_term is not { } term)
            return;
        _underWay.Add(notification.Component);
        _worker.Take(notification, term.Token, outcome => Settle(term.Desk, notification, outcome));
    }

    /// <param name="outcome">Null for one that was not sent.</param>
    private void Settle(AlertDesk desk, Notification notification, DeliveryOutcome? outcome) => Wish(present =>
    {
        if (present != desk)
            return false;
        _underWay.Remove(notification.Component);
        if (outcome is not null)
            present.Settle(notification, outcome, Now);
        return outcome is not null;
    }, _ => { });

    /// <summary>Asks the store; null where no answer comes in time.</summary>
    private void Ask<T>(Func<(T, long Version)> work, Action<(T Taken, long Version)?> then)
    {
        var (answered, incarnation) = (false, _incarnation);
        _world.Send(_silo.Name, SimulatedStore.Name, () =>
        {
            var result = work();
            _world.Send(SimulatedStore.Name, _silo.Name, () => Answer(result));
        });
        _world.After(TimeoutMs, () => Answer(null));

        void Answer((T, long Version)? result)
        {
            if (answered || incarnation != _incarnation || !_silo.Up)
                return;
            answered = true;
            then(result);
        }
    }
}
