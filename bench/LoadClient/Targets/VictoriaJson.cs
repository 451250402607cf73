using System.Globalization;
using System.Text;

namespace Plimsoll.Bench.Targets;

/// <summary>JSON lines to <c>/api/v1/import</c>, each of one series: a line for each number of an event as it happened, or one
/// for each series of the batch, where the client gathers the numbers of many events side by side.</summary>
internal sealed class VictoriaJson(bool gathered) : VictoriaMetrics
{
    public override string Path => "api/v1/import";

    public override byte[] Body(ReadOnlySpan<LlmEvent> events)
    {
        var text = new StringBuilder();
        if (gathered)
        {
            foreach (var component in events.ToArray().GroupBy(e => e.ComponentName))
                AppendSeries(text, component.Key, [.. component]);
        }
        else
        {
            foreach (var e in events)
                AppendSeries(text, e.ComponentName, [e]);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendSeries(StringBuilder text, string component, LlmEvent[] events)
    {
        for (var i = 0; i < LlmEvent.Fields.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$$"""{"metric":{"__name__":"{{{Prefix}}}_{{{LlmEvent.Fields[i]}}}","component":"{{{component}}}"},"values":[""");
            text.AppendJoin(',', events.Select(e => e.Field(i).ToString(CultureInfo.InvariantCulture)));
            text.Append("],\"timestamps\":[").AppendJoin(',', events.Select(e => e.TimestampMs)).Append("]}\n");
        }
    }
}
