using System.Buffers;
using Plimsoll.Telemetry;

namespace Plimsoll.Bench.Simulation;

/// <summary>
/// One component's traffic, minute by minute: daily and weekly season, autocorrelated load, heavy tails, lone spikes,
/// deploy blips, a holiday, missing scrapes and nights scaled to zero.
/// </summary>
internal sealed class Workload(int seed, int requestsPerMinute, IReadOnlyList<Incident> incidents)
{
    public const string Component = "simulated";
    private const int MinutesPerDay = 1440;
    private const double Persistence = 0.97;

    private readonly Random _random = new(seed);
    private readonly int _holiday = 3 + seed % 11;
    private double _load;

    /// <summary>The batch of a minute; null when nothing comes.</summary>
    public byte[]? Minute(int minute, long atMs)
    {
        _load = Persistence * _load + 0.03 * Normal();
        var incident = incidents.FirstOrDefault(i => i.Covers(minute));
        var pressure = Pressure(minute) * Math.Exp(_load);
        var count = incident?.Kind == IncidentKind.Silence ? 0 : (int)Math.Round(requestsPerMinute * pressure * (1 + 0.1 * Normal()));
        var slower = Slower(minute, incident) * (0.9 + 0.1 * pressure);
        var writer = new RecordBatchWriter();
        for (var i = 0; i < count; i++)
            writer.Add(Request(atMs + i * 60_000 / Math.Max(count, 1), slower, incident));
        if (_random.NextDouble() > 0.01)
            AddGauges(writer, atMs, pressure * slower, incident);
        if (count == 0 && incident?.Kind == IncidentKind.Silence)
            return null;
        var output = new ArrayBufferWriter<byte>();
        writer.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    private double Pressure(int minute)
    {
        var day = minute / MinutesPerDay;
        var weekend = day % 7 >= 5 || day % 14 == _holiday ? 0.75 : 1;
        return weekend * (1 + 0.35 * Math.Sin(2 * Math.PI * (minute % MinutesPerDay) / MinutesPerDay));
    }

    /// <summary>An incident; else now and then a lone minute, or three after a deployment, that are slow and harmless.</summary>
    private double Slower(int minute, Incident? incident)
    {
        var size = incident?.Size ?? 0;
        return incident?.Kind switch
        {
            IncidentKind.LatencyStep => 1 + 0.5 * size,
            IncidentKind.LatencyRamp => 1 + 1.5 * size * (minute - incident.Start + 1) / (incident.End - incident.Start),
            IncidentKind.Saturation => 1 + size,
            _ when minute % 1777 == seed % 1777 => 3,
            _ when minute % 4321 < 3 => 1.3,
            _ => 1,
        };
    }

    private InferenceRecord Request(long atMs, double slower, Incident? incident)
    {
        var tail = _random.NextDouble() < 0.02 ? 2.5 : 1;
        var output = 20 + _random.Next(400);
        var record = new InferenceRecord
        {
            Component = Component,
            TimestampMs = atMs,
            Model = "m",
            ModelVersion = "v1",
            InputTokens = 50 + _random.Next(800),
            OutputTokens = output,
            TtftMs = Math.Round(180 * slower * tail * Math.Exp(0.25 * Normal()), 3),
            TpotMs = Math.Round(22 * slower * Math.Exp(0.12 * Normal()), 3),
        };
        record.TotalLatencyMs = record.TtftMs + record.TpotMs * (output - 1);
        if (_random.NextDouble() < FailureRate(incident))
            record.ErrorType = "server_error";
        if (incident?.Kind == IncidentKind.SafetyEvent)
            record.Scores.Add(new("safety", 0.1, "screen"));
        return record;
    }

    private static double FailureRate(Incident? incident) => incident?.Kind switch
    {
        IncidentKind.Outage => 1,
        IncidentKind.ErrorBurst => Math.Min(1, 0.25 * incident.Size),
        _ => 0.002,
    };

    private void AddGauges(RecordBatchWriter writer, long atMs, double work, Incident? incident)
    {
        var saturated = incident?.Kind == IncidentKind.Saturation;
        writer.Add(new EngineSample
        {
            Component = Component,
            TimestampMs = atMs,
            RequestsRunning = (long)(8 * work),
            RequestsWaiting = saturated ? 20 + _random.Next(10) : _random.Next(2),
            KvCacheUsageRatio = Math.Clamp(0.35 * work + 0.02 * Normal() + (saturated ? 0.4 : 0), 0, 1),
        });
        writer.Add(new GpuSample { Component = Component, Gpu = "0", TimestampMs = atMs, UtilizationRatio = Math.Clamp(0.5 * work + 0.03 * Normal() + (saturated ? 0.3 : 0), 0, 1), MemoryUsedMiB = 60_000, MemoryTotalMiB = 80_000 });
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
