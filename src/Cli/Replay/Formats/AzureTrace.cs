using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Plimsoll.Cli.Replay.Formats;

/// <summary>
/// The CSV of the Azure LLM inference traces: <c>TIMESTAMP,ContextTokens,GeneratedTokens</c>, times to 100 ns and
/// without a zone, which means UTC. Further columns are left alone.
/// </summary>
internal sealed class AzureTrace : ITraceFormat
{
    private const string Time = "TIMESTAMP";
    private const string Input = "ContextTokens";
    private const string Output = "GeneratedTokens";
    private static readonly string[] TimeFormats = ["yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz"];

    public async IAsyncEnumerable<TraceRow> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Columns? columns = null;
        await foreach (var (number, line) in TraceLines.ReadAsync(stream, cancellation))
        {
            if (line is not { } bytes)
            {
                yield return new UnreadableRow(number, $"the line is longer than {TraceLines.MaxBytes >> 20} MiB");
                continue;
            }
            var cells = Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF').Split(',');
            if (columns is { } known)
            {
                if (cells is not [""])
                    yield return Row(number, cells, known);
                continue;
            }
            columns = Columns.Find(cells);
            if (columns is null)
            {
                yield return new UnreadableRow(number, $"the first line is not a header with {Time}, {Input} and {Output}");
                yield break;
            }
        }
    }

    private static TraceRow Row(long number, string[] cells, Columns columns)
    {
        if (cells.Length < columns.Count)
            return new UnreadableRow(number, $"{cells.Length} columns where the header has {columns.Count}");
        if (!DateTimeOffset.TryParseExact(
            cells[columns.Time], TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return new UnreadableRow(number, $"{Time} '{cells[columns.Time]}' is not a date and time");
        if (!TryTokens(cells[columns.Input], out var input))
            return new UnreadableRow(number, $"{Input} '{cells[columns.Input]}' is not a whole number");
        if (!TryTokens(cells[columns.Output], out var output))
            return new UnreadableRow(number, $"{Output} '{cells[columns.Output]}' is not a whole number");
        return new AzureRow(number, time.ToUnixTimeMilliseconds(), input, output);
    }

    private static bool TryTokens(string cell, out long tokens) =>
        long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out tokens);

    private readonly record struct Columns(int Time, int Input, int Output, int Count)
    {
        public static Columns? Find(string[] header)
        {
            int At(string name) => Array.FindIndex(header, h => h.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
            var found = new Columns(At(AzureTrace.Time), At(AzureTrace.Input), At(AzureTrace.Output), header.Length);
            return found is { Time: >= 0, Input: >= 0, Output: >= 0 } ? found : null;
        }
    }

    private sealed record AzureRow(long Number, long TimestampMs, long InputTokens, long OutputTokens) : ReadableRow(Number, TimestampMs)
    {
        public override void Write(Utf8JsonWriter writer, ReplayIdentity identity)
        {
            writer.WriteStartObject();
            writer.WriteString("request_id", identity.RequestId(Number));
            writer.WriteString("component", identity.Component);
            writer.WriteNumber("timestamp", identity.Move(TimestampMs));
            writer.WriteNumber("input_tokens", InputTokens);
            writer.WriteNumber("output_tokens", OutputTokens);
            writer.WriteEndObject();
        }
    }
}
