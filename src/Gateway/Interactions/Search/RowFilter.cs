using Plimsoll.Gateway.Interactions.Index;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions.Search;

/// <summary>Holds rows, and before them blocks, against a query.</summary>
internal sealed class RowFilter(InteractionQuery query, RowKeys keys)
{
    private readonly byte[]? _request = query.RequestId is { } id ? System.Text.Encoding.UTF8.GetBytes(id) : null;
    private readonly byte[]? _trace = query.TraceId is { } id ? Convert.FromHexString(id) : null;

    public BlockQuery Blocks => new()
    {
        Component = query.Component,
        FromMs = query.FromMs ?? long.MinValue,
        ToMs = query.ToMs ?? long.MaxValue,
        Traits = Traits.Inference | (query.Failed ? Traits.Failed : Traits.None) | (query.Flagged ? Traits.Flagged : Traits.None),
        SlowAboveMs = query.SlowAboveMs,
        Keys = [.. Keys()],
    };

    public bool WantsComponent(string component) => query.Component is null || query.Component == component;

    /// <param name="slowAboveMs">The component's, as <see cref="InteractionQuery.SlowAboveMs"/> says; null when slowness was not asked for.</param>
    public bool Wants(ref RecordBatchReader reader, double? slowAboveMs)
    {
        ref readonly var row = ref reader.Inference;
        return row.TimestampMs >= (query.FromMs ?? long.MinValue) && row.TimestampMs <= (query.ToMs ?? long.MaxValue)
            && (!query.Failed || row.ErrorType >= 0)
            && (query.Session is not { } session || (row.HasSession && row.SessionHash == session))
            && (query.SlowAboveMs is null || row.TotalNs > slowAboveMs * 1e6)
            && WantsKeys(ref reader);
    }

    private bool WantsKeys(ref RecordBatchReader reader)
    {
        if (_request is null && _trace is null && !query.Flagged)
            return true;
        var found = reader.ReadKeys();
        return (_request is null || found.RequestId.SequenceEqual(_request))
            && (_trace is null || found.TraceId.SequenceEqual(_trace))
            && (!query.Flagged || found.Flagged);
    }

    private IEnumerable<ulong> Keys()
    {
        if (_request is not null)
            yield return keys.OfRequest(_request);
        if (_trace is not null)
            yield return keys.OfTrace(_trace);
        if (query.Session is { } session)
            yield return keys.OfSession(session);
    }
}
