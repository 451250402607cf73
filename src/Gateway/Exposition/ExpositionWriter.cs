using System.Buffers;
using System.Globalization;
using System.Text;

namespace Plimsoll.Gateway.Exposition;

/// <summary>Writes metric families as Prometheus text 0.0.4 or OpenMetrics 1.0.0. All samples of a family must follow its header.</summary>
internal sealed class ExpositionWriter(IBufferWriter<byte> output, MetricFormat format)
{
    private MetricFamily _family = new("", MetricType.Gauge, "");

    public void Begin(MetricFamily family)
    {
        _family = family;
        var name = format.IsOpenMetrics ? family.Name : family.Name + family.SampleSuffix;
        var help = family.Help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        Text($"# HELP {name} {(format.IsOpenMetrics ? help.Replace("\"", "\\\"", StringComparison.Ordinal) : help)}\n");
        Text($"# TYPE {name} {TypeName(family.Type)}\n");
        if (format.IsOpenMetrics && family.Unit is { } unit)
            Text($"# UNIT {name} {unit}\n");
    }

    /// <param name="labels">Encoded by <see cref="LabelText"/>; may be empty.</param>
    /// <param name="more">Further labels, for example the bucket's bound.</param>
    public void Sample(ReadOnlySpan<byte> labels, double value, ReadOnlySpan<byte> more = default) =>
        Sample(_family.SampleSuffix, labels, more, value);

    /// <param name="histogram">Counts of <paramref name="bounds"/>, cumulative.</param>
    public void Histogram(ReadOnlySpan<byte> labels, ClassicBounds bounds, ClassicHistogram histogram)
    {
        for (var i = 0; i < bounds.Labels.Count; i++)
            Sample("_bucket", labels, bounds.Labels[i], histogram.Cumulative[i]);
        Sample("_bucket", labels, ClassicBounds.Infinity, histogram.Count);
        Sample("_sum", labels, default, histogram.Sum);
        Sample("_count", labels, default, histogram.Count);
    }

    /// <summary>What OpenMetrics ends with; a body without it was cut short.</summary>
    public void End()
    {
        if (format.IsOpenMetrics)
            Text("# EOF\n");
    }

    private void Sample(string suffix, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> more, double value)
    {
        Text(_family.Name);
        Text(suffix);
        if (labels.Length + more.Length > 0)
        {
            output.Write("{"u8);
            output.Write(labels);
            if (labels.Length > 0 && more.Length > 0)
                output.Write(","u8);
            output.Write(more);
            output.Write("}"u8);
        }
        output.Write(" "u8);
        Number(value);
        output.Write("\n"u8);
    }

    private void Number(double value)
    {
        if (!double.IsFinite(value))
        {
            output.Write(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8);
            return;
        }
        var span = output.GetSpan(32);
        value.TryFormat(span, out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private void Text(string text) => Encoding.UTF8.GetBytes(text, output);

    private string TypeName(MetricType type) => type switch
    {
        MetricType.Counter => "counter",
        MetricType.Gauge => "gauge",
        MetricType.Histogram => "histogram",
        MetricType.Info => format.IsOpenMetrics ? "info" : "gauge",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a metric type"),
    };
}
