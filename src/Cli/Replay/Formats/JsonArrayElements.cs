using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Plimsoll.Cli.Replay.Formats;

/// <summary>Elements of one JSON array in bounded memory, with every element before an error.</summary>
internal static class JsonArrayElements
{
    /// <summary>Elements in order; a text in place of the last says why nothing after it can be read.</summary>
    public static async IAsyncEnumerable<(JsonElement Element, string? Error)> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 20, leaveOpen: true));
        var scan = new Scan();
        while (scan is { Error: null, AtEnd: false })
        {
            var read = await pipe.ReadAsync(cancellation);
            var found = new List<JsonElement>();
            var consumed = scan.Take(read.Buffer, read.IsCompleted, found);
            foreach (var element in found)
                yield return (element, null);
            pipe.AdvanceTo(consumed, read.Buffer.End);
        }
        await pipe.CompleteAsync();
        if (scan.Error is not null)
            yield return (default, scan.Error);
    }

    private sealed class Scan
    {
        private JsonReaderState _state;
        private bool _inside;

        public bool AtEnd { get; private set; }

        public string? Error { get; private set; }

        /// <summary>Takes the whole elements of a buffer and says how far it came.</summary>
        public SequencePosition Take(ReadOnlySequence<byte> buffer, bool last, List<JsonElement> found)
        {
            var start = !_inside && buffer.FirstSpan.StartsWith("\uFEFF"u8) ? buffer.Slice(3) : buffer;
            var reader = new Utf8JsonReader(start, last, _state);
            var kept = reader;
            try
            {
                while (!AtEnd && Next(ref reader, found))
                    kept = reader;
            }
            catch (JsonException e)
            {
                Error = $"not valid JSON at line {e.LineNumber + 1}; nothing after it can be read";
            }
            _state = kept.CurrentState;
            var consumed = start.GetPosition(kept.BytesConsumed);
            if (Error is null && start.Slice(consumed).Length > TraceLines.MaxBytes)
                Error = $"longer than {TraceLines.MaxBytes >> 20} MiB; nothing after it can be read";
            return consumed;
        }

        private bool Next(ref Utf8JsonReader reader, List<JsonElement> found)
        {
            if (!reader.Read())
                return false;
            if (!_inside)
            {
                _inside = true;
                return true;
            }
            if (reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == 0)
            {
                AtEnd = true;
                return true;
            }
            if (!JsonDocument.TryParseValue(ref reader, out var document))
                return false;
            using (document)
                found.Add(document.RootElement.Clone());
            return true;
        }
    }
}
