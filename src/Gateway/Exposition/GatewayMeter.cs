using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Plimsoll.Gateway.Exposition;

/// <summary>Listens to the gateway's own meter from the moment it is made and writes what it heard.</summary>
internal sealed class GatewayMeter : IDisposable
{
    public const string Name = "Plimsoll.Gateway";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, GatewayInstrument> _instruments = new();

    /// <param name="factory">Meters of another factory belong to another host in this process and are left alone.</param>
    public GatewayMeter(IMeterFactory? factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Name && (instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, factory)))
                listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument, i => new GatewayInstrument(i)));
        };
        _listener.MeasurementsCompleted = (instrument, state) => _instruments.TryRemove(new(instrument, (GatewayInstrument)state!));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => ((GatewayInstrument)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => ((GatewayInstrument)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => ((GatewayInstrument)state!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>Not to be called twice at once.</summary>
    public void Write(IExpositionWriter writer)
    {
        foreach (var (_, instrument) in _instruments)
            instrument.ForgetObserved();
        _listener.RecordObservableInstruments();
        foreach (var family in _instruments.Values.GroupBy(i => i.Family.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
            family.First().Write(writer);
    }

    public void Dispose() => _listener.Dispose();
}
