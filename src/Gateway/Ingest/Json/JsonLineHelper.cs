using System.Buffers;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Decodes one piece of a body at a time on another thread, with a decoder of its own.</summary>
internal sealed class JsonLineHelper(DecoderPool decoders, TelemetryKind kind, RowSink sink, int maxRows) : IAsyncDisposable
{
    private readonly ObjectDecoder _decoder = decoders.Rent(kind);
    private byte[] _bytes = [];
    private Task<Refusal?> _work = Task.FromResult<Refusal?>(null);

    /// <summary>False while the piece before is not done, or if it was refused.</summary>
    /// <param name="lines">Whole lines; copied.</param>
    /// <param name="before">Lines before these.</param>
    public bool TryTake(ReadOnlySpan<byte> lines, IngestReport report, int before)
    {
        if (!_work.IsCompletedSuccessfully || _work.Result is not null)
            return false;
        var length = lines.Length;
        if (_bytes.Length < length)
            Grow(length);
        lines.CopyTo(_bytes);
        _work = Task.Run(() => new JsonLineReader(_decoder, sink, report, maxRows, before).Read(_bytes.AsSpan(0, length)));
        return true;
    }

    public Task<Refusal?> FinishAsync() => _work;

    public async ValueTask DisposeAsync()
    {
        await _work;
        ArrayPool<byte>.Shared.Return(_bytes);
        decoders.Return(kind, _decoder);
    }

    private void Grow(int length)
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = ArrayPool<byte>.Shared.Rent(length);
    }
}
