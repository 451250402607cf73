using System.Buffers;
using Plimsoll.Quality.Sampling;
using Plimsoll.Telemetry;

namespace Plimsoll.Bench.Simulation;

/// <summary>One component's traffic, minute by minute: daily and weekly season, autocorrelated load, heavy tails, incidents and disturbances.</summary>
internal sealed class Workload(int seed, int requestsPerMinute, IReadOnlyList<Incident> incidents, Disturbances disturbances)
{
    public const string Component = "simulated";
    private const double Persistence = 0.97;
    private const double Weekend = 0.75;
    private const double DayAmplitude = 0.35;
    private const int GpusBought = 3;

    private readonly Random _random = new(seed);
    private readonly double[] _normals = Normals(seed);
    private readonly RecordBatchWriter _writer = new();
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly InferenceRecord _record = new() { Component = Component, Model = "m", ResponseHash = 1 };
    private double _load;
    private int _sequence;

    /// <summary>Share of the answers whose texts are kept for the judge.</summary>
    public double Cutoff { get; set; } = 1;

    /// <summary>The batch of a minute; null when nothing comes.</summary>
    public byte[]? Minute(int minute, long atMs)
    {
        _load = Persistence * _load + 0.03 * Normal();
        var incident = At(minute);
        if (incident?.Kind == IncidentKind.Silence || disturbances.Sleeps(minute))
            return null;
        var pressure = Pressure(minute) * Math.Exp(_load);
        var count = (int)Math.Round(requestsPerMinute * pressure * (1 + 0.1 * Normal()));
        var slower = Slower(minute, incident) * (0.9 + 0.1 * pressure);
        _writer.Clear();
        _output.ResetWrittenCount();
        _record.ModelVersion = incident?.Kind == IncidentKind.QualityDrop ? $"worse-{incident.Start}" : disturbances.Version(minute);
        for (var i = 0; i < count; i++)
            AddRequest(atMs + i * 60_000 / count, slower, incident);
        if (!Disturbances.IsScrapeMissing(_random.NextDouble()))
            AddGauges(atMs, pressure * slower, incident);
        _writer.WriteTo(_output);
        return _output.WrittenSpan.ToArray();
    }

    /// <summary>What the judge says of an answer: safety, relevance and tone.</summary>
    public IReadOnlyList<double?> Scores(int minute)
    {
        var worse = At(minute) is { Kind: IncidentKind.QualityDrop } drop ? 0.15 * drop.Size : 0;
        return [Score(0.98, 0.01), Score(0.86 - worse, 0.1), Score(0.88 - worse, 0.08)];
    }

    private double Score(double mean, double deviation) => Math.Clamp(mean + deviation * Normal(), 0, 1);

    private Incident? At(int minute)
    {
        foreach (var incident in incidents)
        {
            if (incident.Covers(minute))
                return incident;
        }
        return null;
    }

    private double Pressure(int minute)
    {
        var weekend = minute / Incident.MinutesPerDay % ComponentRun.WeekDays >= 5 || disturbances.IsHoliday(minute) ? Weekend : 1;
        return weekend * (1 + DayAmplitude * Math.Sin(2 * Math.PI * (minute % Incident.MinutesPerDay) / Incident.MinutesPerDay));
    }

    private double Slower(int minute, Incident? incident)
    {
        var size = incident?.Size ?? 0;
        return incident?.Kind switch
        {
            IncidentKind.LatencyStep => 1 + 0.5 * size,
            IncidentKind.LatencyRamp => 1 + 1.5 * size * (minute - incident.Start + 1) / (incident.End - incident.Start),
            IncidentKind.Saturation => 1 + size,
            _ when disturbances.IsSpike(minute) => 3,
            _ when disturbances.IsDeployBlip(minute) => 1.3,
            _ => 1,
        };
    }

    private void AddRequest(long atMs, double slower, Incident? incident)
    {
        var tail = _random.NextDouble() < 0.02 ? 2.5 : 1;
        var longer = incident?.Kind == IncidentKind.LengthDrift ? 1 + 0.5 * incident.Size : 1;
        var output = (int)(longer * (20 + _random.Next(400)));
        _record.TimestampMs = atMs;
        _record.InputTokens = 50 + _random.Next(800);
        _record.OutputTokens = output;
        _record.ResponseChars = 4 * output;
        _record.TtftMs = 180 * slower * tail * Math.Exp(0.25 * Normal());
        _record.TpotMs = 22 * slower * Math.Exp(0.12 * Normal());
        _record.TotalLatencyMs = _record.TtftMs + _record.TpotMs * (output - 1);
        _record.ErrorType = _random.NextDouble() < FailureRate(incident) ? "server_error" : null;
        _record.Scores.Clear();
        if (incident?.Kind == IncidentKind.SafetyEvent)
            _record.Scores.Add(new("safety", 0.1, "screen"));
        AddCandidate();
        _writer.Add(_record);
    }

    private void AddCandidate()
    {
        var hash = (ulong)_random.NextInt64() << 1;
        var kept = UnitHash.Of(hash) <= Cutoff;
        _record.RequestId = kept ? $"r{_sequence++}" : null;
        _record.Candidate = kept ? new CandidateMark(hash, Cutoff, Flagged: false) : null;
    }

    private static double FailureRate(Incident? incident) => incident?.Kind switch
    {
        IncidentKind.Outage => 1,
        IncidentKind.ErrorBurst => Math.Min(1, 0.25 * incident.Size),
        _ => 0.002,
    };

    private void AddGauges(long atMs, double work, Incident? incident)
    {
        var saturated = incident?.Kind == IncidentKind.Saturation;
        _writer.Add(new EngineSample
        {
            Component = Component,
            TimestampMs = atMs,
            RequestsRunning = (long)(8 * work),
            RequestsWaiting = saturated ? 20 + _random.Next(10) : _random.Next(2),
            KvCacheUsageRatio = Math.Clamp(0.35 * work + 0.02 * Normal() + (saturated ? 0.4 : 0), 0, 1),
        });
        for (var gpu = 0; gpu <= (incident?.Kind == IncidentKind.CostSpike ? GpusBought : 0); gpu++)
            AddGpu(atMs, gpu, work, saturated);
    }

    private void AddGpu(long atMs, int gpu, double work, bool saturated) => _writer.Add(new GpuSample
    {
        Component = Component,
        Gpu = $"{gpu}",
        TimestampMs = atMs,
        UtilizationRatio = Math.Clamp(0.5 * work + 0.03 * Normal() + (saturated ? 0.3 : 0), 0, 1),
        MemoryUsedMiB = 60_000,
        MemoryTotalMiB = 80_000,
    });

    /// <summary>One of many drawn beforehand: drawing is what the simulation would spend most of its time on.</summary>
    private double Normal() => _normals[_random.Next(_normals.Length)];

    private static double[] Normals(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 1 << 18).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }
}
