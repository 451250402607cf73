using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>What one host has counted under one name.</summary>
internal sealed class CounterTotal : IDisposable
{
    private readonly MeterListener _listener;
    private long _total;

    public CounterTotal(IServiceProvider host, string name)
    {
        var scope = host.GetRequiredService<IMeterFactory>();
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == name && instrument.Meter.Scope == scope)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _total, value));
        _listener.Start();
    }

    public long Total => Interlocked.Read(ref _total);

    public void Dispose() => _listener.Dispose();
}
