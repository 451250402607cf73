using System.Buffers;
using System.Globalization;
using System.Text;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Exposition;

/// <summary>Prometheus text 0.0.4 or OpenMetrics 1.0.0.</summary>
internal sealed class TextExpositionWriter(IBufferWriter<byte> output, MetricFormat format) : IExpositionWriter
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

    public void Sample(LabelSet labels, double value, LabelSet? more = null) =>
        Sample(_family.SampleSuffix, labels.Text, (more ?? LabelSet.Empty).Text, value);

    public void Histogram(LabelSet labels, ClassicBounds bounds, ClassicHistogram histogram)
    {
        for (var i = 0; i < bounds.Labels.Count; i++)
            Sample("_bucket", labels.Text, bounds.Labels[i], histogram.Cumulative[i], histogram.Exemplars?[i]);
        Sample("_bucket", labels.Text, ClassicBounds.Infinity, histogram.Count, histogram.Exemplars?[^1]);
        Sample("_sum", labels.Text, default, histogram.Sum);
        Sample("_count", labels.Text, default, histogram.Count);
    }

    /// <summary>What OpenMetrics ends with; a body without it was cut short.</summary>
    public void End()
    {
        if (format.IsOpenMetrics)
            Text("# EOF\n");
    }

    private void Sample(string suffix, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> more, double value, ExemplarView? exemplar = null)
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
        if (exemplar is not null && format.IsOpenMetrics)
            Exemplar(exemplar);
        output.Write("\n"u8);
    }

    private void Exemplar(ExemplarView exemplar)
    {
        Text($" # {{{LabelText.Format(ExemplarLabels.TraceId, exemplar.TraceId)}}} ");
        Number(exemplar.Value);
        output.Write(" "u8);
        Number(exemplar.At.ToUnixTimeMilliseconds() / 1000d);
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
