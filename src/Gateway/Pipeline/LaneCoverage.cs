namespace Plimsoll.Gateway.Pipeline;

/// <summary>Which sequences of a lane no saved checkpoint covers. Thread-safe.</summary>
internal sealed class LaneCoverage
{
    private readonly Lock _lock = new();
    private long _first;
    private long _last;
    private Guid? _lastJournal;
    private (Guid Journal, long Through) _acknowledged;

    /// <summary>Oldest outstanding sequence, or a lower bound of it; null when nothing is outstanding.</summary>
    public long? First
    {
        get
        {
            lock (_lock)
                return _first == 0 ? null : _first;
        }
    }

    /// <summary>Newest sequence dispatched.</summary>
    public long Last
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    /// <summary>Journal of the newest sequence while something is outstanding.</summary>
    public Guid? OutstandingJournal
    {
        get
        {
            lock (_lock)
                return _first == 0 ? null : _lastJournal;
        }
    }

    public void Dispatched(Guid journal, long sequence)
    {
        lock (_lock)
        {
            if (_first == 0)
                _first = sequence;
            if (sequence < _last)
                return;
            _last = sequence;
            _lastJournal = journal;
        }
    }

    /// <summary>The component has the journal through a sequence, and a committed checkpoint through another.</summary>
    public void Acknowledged(Guid journal, long through, long savedThrough)
    {
        lock (_lock)
        {
            _acknowledged = (journal, through);
            Cover(journal, savedThrough);
        }
    }

    /// <summary>What the component acknowledged of a journal; 0 for nothing.</summary>
    public long AcknowledgedThrough(Guid journal)
    {
        lock (_lock)
            return _acknowledged.Journal == journal ? _acknowledged.Through : 0;
    }

    /// <summary>A committed checkpoint covers the journal through a sequence.</summary>
    public void Saved(Guid journal, long through)
    {
        lock (_lock)
            Cover(journal, through);
    }

    /// <summary>The component begins again above what its checkpoint covers.</summary>
    public void Restart(long savedThrough)
    {
        lock (_lock)
        {
            if (savedThrough < _last)
                _first = _first == 0 ? savedThrough + 1 : long.Min(_first, savedThrough + 1);
        }
    }

    private void Cover(Guid journal, long through)
    {
        if (_first == 0 || journal != _lastJournal)
            return;
        _first = through >= _last ? 0 : long.Max(_first, through + 1);
    }
}
