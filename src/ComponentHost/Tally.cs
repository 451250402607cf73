using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Plimsoll.ComponentHost;

/// <summary>A counter of the gateway's own that knows what its labels are called.</summary>
public sealed class Tally
{
    public const string MeterName = "Plimsoll.Gateway";

    private readonly Counter<long> _counter;
    private readonly string[] _labels;

    public Tally(IMeterFactory meters, string name, string description, params string[] labels)
        : this(meters.Create(MeterName).CreateCounter<long>(name, description: description), labels)
    {
    }

    private Tally(Counter<long> counter, string[] labels) => (_counter, _labels) = (counter, labels);

    public static Tally OfBytes(IMeterFactory meters, string name, string description) =>
        new(meters.Create(MeterName).CreateCounter<long>(name, "By", description), []);

    /// <param name="values">One for each label, in their order.</param>
    public void Add(long count, params ReadOnlySpan<string> values)
    {
        var tags = default(TagList);
        for (var i = 0; i < _labels.Length; i++)
            tags.Add(_labels[i], values[i]);
        _counter.Add(count, tags);
    }

    public void One(params ReadOnlySpan<string> values) => Add(1, values);
}
