using System.Globalization;
using System.Text.Json;
using Plimsoll.Cli.Output;

namespace Plimsoll.Cli.Interactions;

/// <summary>Writes requests as a table, or as they came, one JSON object a line.</summary>
internal sealed class InteractionsOutput(CliHost host, bool json)
{
    private readonly PlainTable _table = new(
        new("ENDED (UTC)"), new("COMPONENT"), new("REQUEST"), new("RESULT"), new("TTFT", true), new("TOTAL", true),
        new("IN", true), new("OUT", true), new("FLAGS"));

    private int _rows;

    /// <returns>How many there were.</returns>
    public async Task<int> TakeAsync(IReadOnlyList<JsonElement> interactions)
    {
        foreach (var interaction in interactions)
        {
            _rows++;
            if (json)
                await host.Out.WriteLineAsync(interaction.GetRawText());
            else
                Add(interaction);
        }
        return interactions.Count;
    }

    /// <summary>Writes the table; columns are as wide as what stands in them, so it waits until here.</summary>
    public async Task EndAsync()
    {
        if (json)
            return;
        if (_rows == 0)
            await host.Out.WriteLineAsync("No request matches.");
        foreach (var line in _rows == 0 ? [] : _table.Lines())
            await host.Out.WriteLineAsync(line);
    }

    private void Add(JsonElement row) => _table.Add(
        Text(row, "timestamp") is { } at ? Time(at) : null,
        Text(row, "component"),
        Text(row, "request_id") ?? Text(row, "trace_id"),
        Text(row, "error_type") is { } error ? $"error: {error}" : Text(row, "finish_reason") ?? "ok",
        Amounts.Time(Number(row, "ttft_ms")),
        Amounts.Time(Number(row, "total_latency_ms")),
        Amounts.Whole((long?)Number(row, "input_tokens")),
        Amounts.Whole((long?)Number(row, "output_tokens")),
        row.TryGetProperty("safety_flags", out var flags) && flags.GetArrayLength() > 0 ? string.Join(',', flags.EnumerateArray()) : "");

    private static string Time(string iso) => DateTimeOffset.TryParse(iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        ? at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : iso;

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
