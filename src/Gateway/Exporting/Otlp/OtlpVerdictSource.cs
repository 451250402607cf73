using Google.Protobuf;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Configuration.Exporting;
using Plimsoll.Gateway.Protos;
using Plimsoll.Integrations.Export;

namespace Plimsoll.Gateway.Exporting.Otlp;

/// <summary>
/// New verdicts for an OTLP receiver. How far each component's were sent is known to the process alone: after a restart or
/// a change of the process that sends, those of the last interval may be sent twice, or those of a gap not at all.
/// </summary>
internal sealed class OtlpVerdictSource(ExportDestination destination, IComponentDirectory directory, IJudgedComponents judged) : IExportSource
{
    /// <summary>A component's verdicts looked at each time; it keeps no more.</summary>
    private const int MaxVerdicts = 512;

    private const int MaxEvents = 1_000;

    private readonly Uri _url = new(destination.Url.AbsoluteUri.TrimEnd('/') + "/v1/logs");
    private readonly Dictionary<string, DateTimeOffset> _sentThrough = new(StringComparer.Ordinal);

    public string Name => "otlp-verdicts";

    public async Task<IReadOnlyList<ExportPayload>> CollectAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        var events = new List<LogRecord>();
        var names = await directory.ListNamesAsync();
        foreach (var name in names)
        {
            cancellation.ThrowIfCancellationRequested();
            var (set, since) = (await judged.FindJudged(name).GetVerdictsAsync(new VerdictQuery(MaxVerdicts)), Since(name, at));
            events.AddRange(set.Verdicts.Where(v => v.JudgedAt > since).Reverse().SelectMany(v => VerdictEvents.Of(name, v)));
            _sentThrough[name] = set.Verdicts.Select(v => v.JudgedAt).Append(since).Max();
        }
        foreach (var gone in _sentThrough.Keys.Except(names).ToList())
            _sentThrough.Remove(gone);
        return [.. events.Chunk(MaxEvents).Select(Payload)];
    }

    public void StandBy() => _sentThrough.Clear();

    private DateTimeOffset Since(string component, DateTimeOffset at) =>
        _sentThrough.TryGetValue(component, out var known) ? known : at - destination.Interval;

    private ExportPayload Payload(LogRecord[] events)
    {
        var scope = new ScopeLogs { Scope = new InstrumentationScope { Name = "plimsoll" }, LogRecords = { events } };
        var request = new ExportLogsRequest { ResourceLogs = { new ResourceLogs { Resource = OtlpAttributes.Resource(destination.Labels), ScopeLogs = { scope } } } };
        return new(_url, request.ToByteArray(), null, [], events.Length);
    }
}
