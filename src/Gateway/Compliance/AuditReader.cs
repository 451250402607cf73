using System.Text.Json;
using Plimsoll.Compliance;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Costs;

namespace Plimsoll.Gateway.Compliance;

/// <summary>Reads the audit log of this gateway: who read texts, and who was erased.</summary>
internal sealed class AuditReader(PlimsollOptions options)
{
    /// <summary>Reads that a report shows one by one; the rest is counted.</summary>
    public const int MostShown = 500;

    public AuditEvidence Read(DayPeriod period)
    {
        var tally = new AuditTally(period);
        foreach (var file in Files())
        {
            foreach (var line in Lines(file))
                tally.Add(line);
        }
        return tally.ToEvidence();
    }

    private string[] Files()
    {
        var directory = Path.Combine(options.DataDirectory, "audit");
        return Directory.Exists(directory) ? Directory.GetFiles(directory, "*.jsonl") : [];
    }

    /// <summary>Shared with the writer.</summary>
    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private sealed class AuditTally(DayPeriod period)
    {
        private readonly Dictionary<string, ReaderEvidence> _readers = new(StringComparer.Ordinal);
        private readonly PriorityQueue<TextReadEvidence, DateTimeOffset> _reads = new();
        private readonly List<ErasureEvidence> _erasures = [];
        private long _unreadable;

        public void Add(string line)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                if (!json.RootElement.TryGetProperty("at", out var time) || !time.TryGetDateTimeOffset(out var at) || Text(json.RootElement, "client") is not { } client)
                    _unreadable++;
                else if (period.Contains(at))
                    Add(json.RootElement, at, client);
            }
            catch (JsonException)
            {
                _unreadable++;
            }
        }

        public AuditEvidence ToEvidence() => new(
            _readers.Values.Sum(r => r.Reads), _readers.Values.Sum(r => r.Texts),
            [.. _readers.Values.OrderByDescending(r => r.Reads).ThenBy(r => r.Client, StringComparer.Ordinal)],
            [.. _reads.UnorderedItems.Select(r => r.Element).OrderBy(r => r.At)], [.. _erasures.OrderBy(e => e.At)], _unreadable);

        private void Add(JsonElement line, DateTimeOffset at, string client)
        {
            if (Text(line, "erased") is { } subject)
            {
                _erasures.Add(new(at, client, subject));
                return;
            }
            var texts = line.TryGetProperty("texts", out var count) && count.TryGetInt64(out var some) ? some : 0;
            var reader = _readers.GetValueOrDefault(client) ?? new(client, 0, 0);
            _readers[client] = reader with { Reads = reader.Reads + 1, Texts = reader.Texts + texts };
            _reads.Enqueue(new(at, client, Text(line, "via") ?? "", Text(line, "request_id"), texts), at);
            if (_reads.Count > MostShown)
                _reads.Dequeue();
        }

        private static string? Text(JsonElement line, string name) =>
            line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
