using System.Globalization;
using System.Text;

namespace Plimsoll.Bench.Targets;

/// <summary>NDJSON to <c>/api/v1/records</c>, with a request id of its own for every event.</summary>
internal sealed class PlimsollRecords : PlimsollTotals
{
    public override string Path => "api/v1/records";

    public override string ContentType => "application/x-ndjson";

    public override byte[] Body(ReadOnlySpan<LlmEvent> events)
    {
        var text = new StringBuilder();
        foreach (var e in events)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""{"request_id":"{{e.RequestId}}","component":"{{e.ComponentName}}","timestamp":{{e.TimestampMs}}""");
            for (var i = 0; i < 9; i++)
                text.Append(CultureInfo.InvariantCulture, $",\"{LlmEvent.Fields[i]}\":{e.Field(i)}");
            text.Append(
                CultureInfo.InvariantCulture,
                $$""","stages":[{"name":"tokenize","ms":{{e.Tokenize}}},{"name":"guard","ms":{{e.Guard}}},{"name":"detokenize","ms":{{e.Detokenize}}}]}""");
            text.Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
