using System.Globalization;
using System.Text;

namespace Plimsoll.Bench.Targets;

/// <summary>Line protocol to <c>/write</c>: one line for an event, with twelve fields.</summary>
internal sealed class VictoriaInflux : VictoriaMetrics
{
    public override string Path => "write?precision=ms";

    public override byte[] Body(ReadOnlySpan<LlmEvent> events)
    {
        var text = new StringBuilder();
        foreach (var e in events)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Prefix},component={e.ComponentName} ");
            for (var i = 0; i < LlmEvent.Fields.Length; i++)
                text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}{LlmEvent.Fields[i]}={e.Field(i)}");
            text.Append(CultureInfo.InvariantCulture, $" {e.TimestampMs}\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
