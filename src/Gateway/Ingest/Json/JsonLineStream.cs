using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>
/// Decodes lines while they arrive. As long as the request is alone, a second thread takes every piece for which it is
/// free, into a half of the batch that is its own: else one connection could keep no more than one processor decoding.
/// </summary>
internal sealed class JsonLineStream(DecoderPool decoders, TelemetryKind kind, RowSink sink, IngestReport report, int maxRows, IngestGate gate) : IRowStream
{
    /// <summary>Waking a thread costs as much as decoding some kilobytes.</summary>
    public const int LeastForHelper = 16 << 10;

    private readonly ObjectDecoder _decoder = decoders.Rent(kind);
    private readonly List<IngestReport> _pieces = [];
    private JsonLineHelper? _helper;
    private int _lines;

    public Refusal? Read(ReadOnlySpan<byte> bytes, bool isFinal, out int consumed)
    {
        consumed = isFinal ? bytes.Length : bytes.LastIndexOf((byte)'\n') + 1;
        var lines = bytes[..consumed];
        if (lines.IsEmpty)
            return null;
        var piece = new IngestReport();
        _pieces.Add(piece);
        var refusal = TryHelp(lines, piece) ? null : new JsonLineReader(_decoder, sink, piece, maxRows, _lines).Read(lines);
        _lines += lines.Count((byte)'\n');
        return refusal;
    }

    public async ValueTask<Refusal?> CompleteAsync()
    {
        if (_helper is { } helper && await helper.FinishAsync() is { } refusal)
            return refusal;
        foreach (var piece in _pieces)
            report.Append(piece);
        if (report.Rows > maxRows)
            return JsonRows.TooMany(maxRows);
        return report.Rows == 0 ? JsonRows.Empty() : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_helper is not null)
            await _helper.DisposeAsync();
        decoders.Return(kind, _decoder);
    }

    private bool TryHelp(ReadOnlySpan<byte> lines, IngestReport piece)
    {
        if (lines.Length < LeastForHelper || Environment.ProcessorCount == 1 || !gate.IsAlone)
            return false;
        _helper ??= new JsonLineHelper(decoders, kind, sink.Half(), maxRows);
        return _helper.TryTake(lines, piece, _lines);
    }
}
