using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Plimsoll.ComponentHost.Tests;

public sealed class TallyTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly List<string> _heard = [];

    [Fact]
    public void Counts_carry_the_labels_in_the_order_in_which_they_are_named()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
            _heard.Add($"{instrument.Meter.Name} {instrument.Name} {instrument.Unit} {count} {string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}".TrimEnd()));
        _listener.Start();

        new Tally(meters, "tried", "Tries.", "kind", "outcome").One("a", "done");
        new Tally(meters, "seen", "Seen.").Add(3);
        Tally.OfBytes(meters, "written_bytes", "Written.").Add(7);

        Assert.Equal(["Plimsoll.Gateway tried  1 kind=a outcome=done", "Plimsoll.Gateway seen  3", "Plimsoll.Gateway written_bytes By 7"], _heard);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }
}
