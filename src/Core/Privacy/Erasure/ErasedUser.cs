using System.Text;
using Plimsoll.Telemetry;

namespace Plimsoll.Privacy.Erasure;

/// <summary>
/// A user who is to be erased: the pseudonyms, and what rows told of requests, traces and sessions, so that rows are found
/// that name the user only so. A row that names another user is never this one's. Not thread-safe.
/// </summary>
/// <param name="pseudonyms">What stands for the user in rows.</param>
/// <param name="hash">Under which names are remembered.</param>
public sealed class ErasedUser(IEnumerable<ulong> pseudonyms, KeyedHash hash)
{
    /// <summary>Requests, traces and sessions that are remembered; rows of others are found by the pseudonym alone.</summary>
    public const int MaxNames = 1 << 18;

    private const int ShortBytes = 512;
    private const byte Request = 1;
    private const byte Trace = 2;

    private readonly HashSet<ulong> _pseudonyms = [.. pseudonyms];
    private readonly HashSet<ulong> _names = [];
    private readonly HashSet<ulong> _sessions = [];
    private readonly HashSet<ulong> _judged = [];

    public IReadOnlySet<ulong> Pseudonyms => _pseudonyms;

    public IReadOnlySet<ulong> Sessions => _sessions;

    /// <summary>Keyed hashes of requests that may have been judged, as <see cref="CandidateMark.Hash"/>.</summary>
    public IReadOnlySet<ulong> Judged => _judged;

    /// <summary>Names learnt: a search that finds no more of them has found all.</summary>
    public int Known => _names.Count + _sessions.Count + _judged.Count;

    public bool IsFull => Known >= MaxNames;

    /// <summary>Whether the current row of a batch is the user's.</summary>
    public bool Owns(string component, ref RecordBatchReader reader) => reader.Kind switch
    {
        TelemetryKind.Inference => OwnsInference(component, ref reader),
        TelemetryKind.Feedback => reader.ReadFeedback(component) is var row && Owns(row.UserHash, component, row.RequestId, null),
        TelemetryKind.Outcome => reader.ReadOutcome(component) is var row && Owns(null, component, row.RequestId, null),
        TelemetryKind.Score => reader.ReadScore(component) is var row && Owns(null, component, row.RequestId, row.TraceId),
        _ => false,
    };

    /// <summary>Remembers what the current row tells of the user, whose it is.</summary>
    public void Learn(string component, ref RecordBatchReader reader)
    {
        if (IsFull)
            return;
        if (reader.Kind == TelemetryKind.Feedback && reader.ReadFeedback(component).RequestId is { } said)
            _names.Add(NameOf(Request, component, Encoding.UTF8.GetBytes(said)));
        if (reader.Kind != TelemetryKind.Inference)
            return;
        var keys = reader.ReadKeys();
        if (!keys.RequestId.IsEmpty)
            _names.Add(NameOf(Request, component, keys.RequestId));
        if (!keys.TraceId.IsEmpty)
            _names.Add(NameOf(Trace, "", keys.TraceId));
        if (reader.Inference.HasSession)
            _sessions.Add(reader.Inference.SessionHash);
        if (reader.IsCandidate && reader.ReadCandidate() is { } mark)
            _judged.Add(mark.Hash);
    }

    /// <param name="traceId">32 hexadecimal digits.</param>
    public bool OwnsName(string component, string? requestId, string? traceId) =>
        (requestId is not null && requestId.Length <= TelemetryLimits.TextChars && _names.Contains(NameOf(Request, component, Encoding.UTF8.GetBytes(requestId))))
        || (traceId is not null && _names.Contains(NameOf(Trace, "", Convert.FromHexString(traceId))));

    private bool OwnsInference(string component, ref RecordBatchReader reader)
    {
        ref readonly var row = ref reader.Inference;
        if (row.HasUser)
            return _pseudonyms.Contains(row.UserHash);
        if (_names.Count == 0)
            return false;
        if (row.HasSession && _sessions.Contains(row.SessionHash))
            return true;
        var keys = reader.ReadKeys();
        return (!keys.RequestId.IsEmpty && _names.Contains(NameOf(Request, component, keys.RequestId)))
            || (!keys.TraceId.IsEmpty && _names.Contains(NameOf(Trace, "", keys.TraceId)));
    }

    private bool Owns(ulong? user, string component, string? requestId, string? traceId) =>
        user is { } named ? _pseudonyms.Contains(named) : _names.Count > 0 && OwnsName(component, requestId, traceId);

    /// <summary>A request id is a component's own; a trace runs through several.</summary>
    private ulong NameOf(byte kind, string component, ReadOnlySpan<byte> id)
    {
        var longest = 2 + 3 * component.Length + id.Length;
        Span<byte> bytes = longest <= ShortBytes ? stackalloc byte[ShortBytes] : new byte[longest];
        bytes[0] = kind;
        var length = 1 + Encoding.UTF8.GetBytes(component, bytes[1..]);
        bytes[length++] = 0;
        id.CopyTo(bytes[length..]);
        return hash.Hash64(bytes[..(length + id.Length)]);
    }
}
