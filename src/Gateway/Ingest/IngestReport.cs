using System.Buffers;
using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest;

/// <summary>What became of each row of a request, bounded however bad the request is.</summary>
internal sealed class IngestReport
{
    /// <summary>Rejections told one by one; the rest is counted only.</summary>
    public const int MaxListed = 100;

    private readonly List<(int Index, Rejection Rejection)> _listed = [];
    private readonly Dictionary<string, int> _byCode = [];

    public int Rows { get; private set; }

    public int Rejected { get; private set; }

    /// <summary>Spans that are no calls of a model.</summary>
    public int IgnoredSpans { get; set; }

    /// <summary>Data points of metrics that tell nothing of a component.</summary>
    public int IgnoredPoints { get; set; }

    /// <summary>Log records that are no scores.</summary>
    public int IgnoredLogRecords { get; set; }

    public IgnoredFields Ignored { get; } = new();

    /// <summary>Rejected rows by code; the codes are the validator's and the decoders', never the client's words.</summary>
    public IReadOnlyDictionary<string, int> RejectedByCode => _byCode;

    /// <summary>Takes down the next row's fate.</summary>
    public void Add(Rejection? rejection)
    {
        if (rejection is not null)
        {
            Rejected++;
            _byCode[rejection.Code] = _byCode.GetValueOrDefault(rejection.Code) + 1;
            if (_listed.Count < MaxListed)
                _listed.Add((Rows, rejection));
        }
        Rows++;
    }

    /// <summary>Adds what became of the rows that follow these.</summary>
    public void Append(IngestReport later)
    {
        foreach (var (index, rejection) in later._listed.Take(MaxListed - _listed.Count))
            _listed.Add((Rows + index, rejection));
        foreach (var (code, count) in later._byCode)
            _byCode[code] = _byCode.GetValueOrDefault(code) + count;
        Ignored.Append(later.Ignored);
        Rows += later.Rows;
        Rejected += later.Rejected;
    }

    /// <summary>The answer's body.</summary>
    public void Write(IBufferWriter<byte> output, int accepted, int duplicates)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteNumber("accepted"u8, accepted);
        json.WriteNumber("duplicates"u8, duplicates);
        json.WriteStartArray("rejected"u8);
        foreach (var (index, rejection) in _listed)
            WriteRejection(json, index, rejection);
        json.WriteEndArray();
        json.WriteNumber("rejected_total"u8, Rejected);
        Ignored.Write(json);
        json.WriteEndObject();
    }

    /// <summary>The first rejections in words, for formats that have one message only.</summary>
    public string? Summary() => _listed.Count == 0
        ? null
        : string.Join("; ", _listed.Take(5).Select(r => r.Rejection.Message)) + (Rejected > 5 ? $"; and {Rejected - 5} more" : "");

    private static void WriteRejection(Utf8JsonWriter json, int index, Rejection rejection)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WriteString("code"u8, rejection.Code);
        json.WriteString("field"u8, rejection.Field);
        json.WriteString("reason"u8, rejection.Message);
        json.WriteEndObject();
    }
}
