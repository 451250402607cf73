using System.Globalization;
using System.Text;

namespace Plimsoll.Bench.Targets;

/// <summary>JSON lines to <c>/api/v1/import</c>: a line for each series of the batch, with its values side by side.</summary>
internal sealed class VictoriaJson : VictoriaMetrics
{
    public override string Path => "api/v1/import";

    public override byte[] Body(ReadOnlySpan<LlmEvent> events)
    {
        var text = new StringBuilder();
        foreach (var component in events.ToArray().GroupBy(e => e.ComponentName))
        {
            for (var i = 0; i < LlmEvent.Fields.Length; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $$$"""{"metric":{"__name__":"{{{Prefix}}}_{{{LlmEvent.Fields[i]}}}","component":"{{{component.Key}}}"},"values":[""");
                text.AppendJoin(',', component.Select(e => e.Field(i).ToString(CultureInfo.InvariantCulture)));
                text.Append("],\"timestamps\":[").AppendJoin(',', component.Select(e => e.TimestampMs)).Append("]}\n");
            }
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
