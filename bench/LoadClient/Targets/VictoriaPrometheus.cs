using System.Globalization;
using System.Text;

namespace Plimsoll.Bench.Targets;

/// <summary>Exposition lines to <c>/api/v1/import/prometheus</c>.</summary>
internal sealed class VictoriaPrometheus : VictoriaMetrics
{
    public override string Path => "api/v1/import/prometheus";

    public override byte[] Body(ReadOnlySpan<LlmEvent> events)
    {
        var text = new StringBuilder();
        foreach (var e in events)
        {
            for (var i = 0; i < LlmEvent.Fields.Length; i++)
                text.Append(CultureInfo.InvariantCulture, $"{Prefix}_{LlmEvent.Fields[i]}{{component=\"{e.ComponentName}\"}} {e.Field(i)} {e.TimestampMs}\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
