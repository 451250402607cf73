using System.Buffers;
using System.Runtime.InteropServices;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// The valid rows of one ingest request, encoded per component as they are decoded, with their deduplication keys.
/// Rented from the pipeline and reused; not thread-safe.
/// </summary>
public sealed class IngestBatch
{
    private const int KeptComponents = 256;
    private const int KeptBytes = 1 << 20;

    private readonly KeyedHash _hash;
    private readonly Dictionary<string, ComponentRows> _byName = new(StringComparer.Ordinal);
    private readonly List<ComponentRows> _rows = [];
    private readonly List<UInt128> _keys = [];
    private ArrayBufferWriter<byte> _journal = new();
    private ComponentRows? _last;
    private IngestBatch? _other;
    private int _count;

    internal IngestBatch(KeyedHash hash) => _hash = hash;

    /// <summary>Rows added.</summary>
    public int Count => _count + (_other?.Count ?? 0);

    /// <summary>Components named so far.</summary>
    public int Components => _rows.Count;

    internal IReadOnlyList<ComponentRows> Rows => _rows;

    /// <summary>The batch's other half, which another thread may fill at the same time; submitted and cleared with this one.</summary>
    internal IngestBatch Other => _other ??= new IngestBatch(_hash);

    /// <summary>The halves that hold rows.</summary>
    internal IEnumerable<IngestBatch> Halves => new[] { this, _other }.OfType<IngestBatch>().Where(half => half._count > 0);

    /// <summary>Texts of the records added, which go another way than the rows.</summary>
    internal KeptTexts Texts { get; } = new();

    /// <summary>
    /// Adds a validated record. Its deduplication key is the request id, else trace and span id, under the
    /// component; without either there is none and delivery is at least once.
    /// </summary>
    public void Add(InferenceRecord record)
    {
        if (record.Texts is not null)
            Texts.Take(record);
        else
            record.Candidate = null;
        var rows = RowsOf(record.Component, DedupKey.Of(_hash, record));
        rows.Writer.Add(record);
    }

    public void Add(GpuSample sample) => RowsOf(sample.Component, default).Writer.Add(sample);

    public void Add(EngineSample sample) => RowsOf(sample.Component, default).Writer.Add(sample);

    public void Add(HostSample sample) => RowsOf(sample.Component, default).Writer.Add(sample);

    public void Add(Feedback feedback) => RowsOf(feedback.Component, DedupKey.Of(_hash, feedback)).Writer.Add(feedback);

    public void Add(Outcome outcome) => RowsOf(outcome.Component, DedupKey.Of(_hash, outcome)).Writer.Add(outcome);

    public void Add(ScoreSample score) => RowsOf(score.Component, DedupKey.Of(_hash, score)).Writer.Add(score);

    public void Add(AggregateSample sample) => RowsOf(sample.Component, DedupKey.Of(_hash, sample)).Writer.Add(sample);

    /// <summary>The journal entry that <see cref="Encode"/> wrote last.</summary>
    internal ReadOnlySpan<byte> JournalBytes => _journal.WrittenSpan;

    /// <summary>Encodes all rows for the components, and the entry for the journal.</summary>
    internal EncodedEntry Encode(Backlog backlog)
    {
        var entry = EncodedEntry.Encode(_rows, backlog);
        _keys.Clear();
        foreach (var rows in _rows)
            rows.CopyKeysTo(_keys);
        _journal.ResetWrittenCount();
        JournalEntry.Write(_journal, entry.Parts, CollectionsMarshal.AsSpan(_keys));
        return entry;
    }

    /// <summary>Puts all keys into the window. Returns how many rows it had already.</summary>
    internal int Reserve(DedupWindow window)
    {
        var duplicates = 0;
        foreach (var rows in _rows)
            duplicates += rows.Reserve(window);
        return duplicates;
    }

    /// <summary>Encodes anew without the rows that <see cref="Reserve"/> found to be duplicates, and releases the old entry.</summary>
    internal EncodedEntry WithoutDuplicates(EncodedEntry entry, Backlog backlog)
    {
        for (var i = _rows.Count - 1; i >= 0; i--)
            _rows[i].DropDuplicates(entry.Parts[i].Batch.Span);
        entry.Release();
        _rows.RemoveAll(rows => rows.Keys.Count == 0);
        return Encode(backlog);
    }

    internal void Clear()
    {
        foreach (var rows in _rows)
            rows.Clear();
        _rows.Clear();
        Texts.Clear();
        _last = null;
        _count = 0;
        _other?.Clear();
        if (_journal.Capacity > KeptBytes)
            _journal = new ArrayBufferWriter<byte>();
        if (_byName.Count > KeptComponents)
            _byName.Clear();
    }

    /// <summary>Whether the component has rows here already.</summary>
    internal bool Holds(string component)
    {
        if (_last?.Component != component)
            _last = _byName.GetValueOrDefault(component);
        return _last is { Keys.Count: > 0 };
    }

    private ComponentRows RowsOf(string component, UInt128 key)
    {
        var rows = _last is { } last && last.Component == component ? last : Find(component);
        _last = rows;
        if (rows.Keys.Count == 0)
            _rows.Add(rows);
        rows.AddKey(key);
        _count++;
        return rows;
    }

    private ComponentRows Find(string component)
    {
        if (!_byName.TryGetValue(component, out var rows))
            _byName.Add(component, rows = new ComponentRows(component));
        return rows;
    }
}
