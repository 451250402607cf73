using System.Diagnostics.Metrics;
using Plimsoll.ComponentHost;
using Plimsoll.SageMaker;

namespace Plimsoll.Gateway.SageMaker;

/// <summary>What happens while SageMaker's metrics are read, and the GPUs that they tell of, as metrics and log lines.</summary>
internal sealed partial class SageMakerEvents
{
    /// <summary>Endpoints of which it is said.</summary>
    private const int MostMissing = 100;

    private readonly ILogger<SageMakerEvents> _logger;
    private readonly Tally _pulls;
    private readonly Tally _rows;
    private readonly Tally _leftOut;
    private readonly HashSet<string> _missing = [];
    private string? _problem;

    public SageMakerEvents(IMeterFactory meters, ILogger<SageMakerEvents> logger)
    {
        _logger = logger;
        _pulls = new(meters, "plimsoll_gateway_sagemaker_pulls", "Readings of SageMaker's metrics, by outcome and reason.", "outcome", "reason");
        _rows = new(meters, "plimsoll_gateway_sagemaker_rows", "Rows of telemetry made of SageMaker's metrics.");
        _leftOut = new(meters, "plimsoll_gateway_sagemaker_left_out", "What was not taken of SageMaker's metrics, by reason.", "reason");
        var meter = meters.Create(Tally.MeterName);
        meter.CreateObservableGauge("plimsoll_gateway_sagemaker_gpus", () => Status.Bills.SelectMany(Gpus), description: "GPUs of an endpoint by state, used or free.");
        meter.CreateObservableGauge("plimsoll_gateway_sagemaker_instances", () => Status.Bills.Where(b => b.Instances is not null)
            .Select(b => new Measurement<double>(b.Instances!.Value, Of(b))), description: "Instances of an endpoint.");
        meter.CreateObservableGauge("plimsoll_gateway_sagemaker_cost_dollars_per_hour", () => Status.Bills.SelectMany(Costs),
            description: "What a component's GPUs cost an hour, as its share of the endpoint's instances.");
        meter.CreateObservableGauge("plimsoll_gateway_sagemaker_cpu_utilization_ratio", () => Hosts(h => h.CpuRatio), description: "CPU of a component, of its share of an instance or of a container, 0 to 1.");
        meter.CreateObservableGauge("plimsoll_gateway_sagemaker_memory_utilization_ratio", () => Hosts(h => h.MemoryRatio), description: "Memory of a component, of its share of an instance or of a container, 0 to 1.");
    }

    public SageMakerStatus Status { get; set; } = SageMakerStatus.None;

    public void Pulled(int rows)
    {
        _pulls.One("done", "");
        _rows.Add(rows);
        if (_problem is null)
            return;
        _problem = null;
        WellAgain();
    }

    public void Delayed(string reason, TimeSpan wait)
    {
        _pulls.One("later", reason);
        Say(reason, () => NotAnswered(reason, wait));
    }

    public void Refused(string reason, string advice, TimeSpan wait)
    {
        _pulls.One("refused", reason);
        Say(reason, () => MustChange(advice, wait));
    }

    public void LeftOut(string reason, long count)
    {
        if (count > 0)
            _leftOut.Add(count, reason);
    }

    /// <summary>Says once what is not known of an endpoint's GPUs or cost.</summary>
    public void Billed(IReadOnlyList<GpuBill> bills)
    {
        foreach (var missing in bills.Select(b => b.Missing).OfType<string>().Where(m => _missing.Count < MostMissing && _missing.Add(m)))
            NotPriced(missing);
    }

    public void CursorNotSaved(string why) => NotSaved(why);

    public void TurnFailed(Exception trouble) => Failed(trouble);

    private static IEnumerable<Measurement<double>> Gpus(GpuBill bill)
    {
        yield return new(bill.Used, Of(bill), new("state", "used"));
        if (bill.Free is { } free)
            yield return new(free, Of(bill), new("state", "free"));
    }

    private static IEnumerable<Measurement<double>> Costs(GpuBill bill) => bill.Components.Where(c => c.DollarsPerHour is not null)
        .Select(c => new Measurement<double>(c.DollarsPerHour!.Value, Of(bill), new KeyValuePair<string, object?>("component", c.Component)));

    private IEnumerable<Measurement<double>> Hosts(Func<HostUsage, double?> ratio) => Status.Hosts.Where(h => ratio(h) is not null).Select(h => new Measurement<double>(
        ratio(h)!.Value, new("component", h.Component), new("instance", h.Instance ?? ""), new KeyValuePair<string, object?>("container", h.Container ?? "")));

    private static KeyValuePair<string, object?> Of(GpuBill bill) => new("endpoint", bill.Endpoint);

    private void Say(string reason, Action say)
    {
        if (_problem == reason)
            return;
        _problem = reason;
        say();
    }
}
