using System.Buffers;
using System.Text;
using Plimsoll.Gateway.Exposition;

namespace Plimsoll.Gateway.Tests.Exposition;

public sealed class TextExpositionWriterTests
{
    private static readonly MetricFamily Cost = new("x_cost_dollars", MetricType.Counter, "A \"help\"\\\n.", "dollars");

    [Fact]
    public void Prometheus_text_names_a_counter_with_its_suffix()
    {
        Assert.Equal(
            "# HELP x_cost_dollars_total A \"help\"\\\\\\n.\n# TYPE x_cost_dollars_total counter\nx_cost_dollars_total 2.5\n",
            Write(MetricFormat.PrometheusText, w =>
            {
                w.Begin(Cost);
                w.Sample(LabelSet.Empty, 2.5);
            }));
    }

    [Fact]
    public void OpenMetrics_names_the_family_without_it_states_the_unit_and_ends()
    {
        Assert.Equal(
            "# HELP x_cost_dollars A \\\"help\\\"\\\\\\n.\n# TYPE x_cost_dollars counter\n# UNIT x_cost_dollars dollars\nx_cost_dollars_total 2.5\n# EOF\n",
            Write(MetricFormat.OpenMetrics, w =>
            {
                w.Begin(Cost);
                w.Sample(LabelSet.Empty, 2.5);
            }));
    }

    [Fact]
    public void Label_values_are_escaped() =>
        Assert.Equal("a=\"q\\\"b\\\\n\\n\"", LabelText.Format("a", "q\"b\\n\n"));

    [Fact]
    public void Label_sets_are_joined()
    {
        var text = Write(MetricFormat.PrometheusText, w =>
        {
            w.Begin(new MetricFamily("g", MetricType.Gauge, "h"));
            w.Sample(LabelSet.Of("a", "1"), 1, LabelSet.Of("b", "2"));
            w.Sample(LabelSet.Empty, 2, LabelSet.Of("b", "2"));
        });
        Assert.Contains("\ng{a=\"1\",b=\"2\"} 1\ng{b=\"2\"} 2\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(1e300, "1E+300")]
    [InlineData(9007199254740991, "9007199254740991")]
    [InlineData(-0.1, "-0.1")]
    public void Numbers_are_written_so_that_they_read_back(double value, string text) =>
        Assert.EndsWith($"\ng {text}\n", Write(MetricFormat.PrometheusText, w =>
        {
            w.Begin(new MetricFamily("g", MetricType.Gauge, "h"));
            w.Sample(LabelSet.Empty, value);
        }), StringComparison.Ordinal);

    private static string Write(MetricFormat format, Action<IExpositionWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new TextExpositionWriter(output, format);
        write(writer);
        writer.End();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
