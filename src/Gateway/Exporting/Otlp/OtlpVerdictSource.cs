using Google.Protobuf;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Configuration.Exporting;
using Plimsoll.Gateway.Protos;
using Plimsoll.Integrations.Export;
using Plimsoll.Storage.Cursors;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Gateway.Exporting.Otlp;

/// <summary>
/// New verdicts for an OTLP receiver. Up to when they were sent is saved where the fleet's leases are, after the receiver
/// has answered: a process that dies, or another that goes on, loses none, and may send again what nobody knows the fate
/// of, under the same ids.
/// </summary>
internal sealed class OtlpVerdictSource(
    ExportDestination destination, IComponentDirectory directory, IJudgedComponents judged, CursorStore cursors, ExportInstruments instruments) : IExportSource
{
    /// <summary>Verdicts of one collection; the others wait for the next.</summary>
    public const int MaxCollected = 5_000;

    /// <summary>By so much the clocks of a fleet may differ: a verdict that is younger may not be all that there will be of its time.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <summary>A component's verdicts looked at each time; it keeps no more.</summary>
    private const int MaxVerdicts = 512;

    private const int MaxEvents = 1_000;

    private readonly Uri _url = new(destination.Url.AbsoluteUri.TrimEnd('/') + "/v1/logs");
    private readonly FleetCursor _cursor = cursors.Find("otlp-verdicts");
    private DateTimeOffset? _sentThrough;
    private DateTimeOffset? _collectedThrough;

    public string Name => "otlp-verdicts";

    public async Task<IReadOnlyList<ExportPayload>> CollectAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        if (_collectedThrough is not null || (_sentThrough ??= await BeginAsync(at, cancellation)) is not { } since)
            return [];
        var verdicts = await NewAsync(since, at - Margin, cancellation);
        if (verdicts.Count == 0)
            return [];
        _collectedThrough = verdicts[^1].Verdict.JudgedAt;
        var events = verdicts.SelectMany(v => VerdictEvents.Of(v.Component, v.Verdict)).ToList();
        if (events.Count == 0)
            await SettledAsync(cancellation);
        return [.. events.Chunk(MaxEvents).Select(Payload)];
    }

    public async Task SettledAsync(CancellationToken cancellation)
    {
        if (_collectedThrough is not { } through)
            return;
        _collectedThrough = null;
        // Read anew where it was not saved: another member may have gone on from there.
        _sentThrough = await SaveAsync(through, cancellation) ? through : null;
    }

    public void StandBy() => (_sentThrough, _collectedThrough) = (null, null);

    /// <summary>Oldest first, all of a time or none.</summary>
    private async Task<IReadOnlyList<(string Component, VerdictView Verdict)>> NewAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation)
    {
        var found = new List<(string Component, VerdictView Verdict)>();
        foreach (var name in await directory.ListNamesAsync())
        {
            cancellation.ThrowIfCancellationRequested();
            var verdicts = (await judged.FindJudged(name).GetVerdictsAsync(new VerdictQuery(MaxVerdicts))).Verdicts;
            if (verdicts.Count == MaxVerdicts && verdicts[^1].JudgedAt > since)
                instruments.Request(Name, "verdicts_outrun");
            found.AddRange(verdicts.Where(v => v.JudgedAt > since && v.JudgedAt <= until).Select(v => (name, v)));
        }
        found.Sort((a, b) => a.Verdict.JudgedAt.CompareTo(b.Verdict.JudgedAt));
        return found.Count <= MaxCollected ? found : [.. found.TakeWhile(v => v.Verdict.JudgedAt <= found[MaxCollected - 1].Verdict.JudgedAt)];
    }

    /// <summary>Where the last sender stood; the very first begins an interval ago. Null while that cannot be saved.</summary>
    private async Task<DateTimeOffset?> BeginAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        if (await _cursor.ReadAsync(cancellation) is { } known)
            return DateTimeOffset.FromUnixTimeMilliseconds(known.Through);
        var first = DateTimeOffset.FromUnixTimeMilliseconds((at - destination.Interval).ToUnixTimeMilliseconds());
        return await SaveAsync(first, cancellation) ? first : null;
    }

    private async Task<bool> SaveAsync(DateTimeOffset through, CancellationToken cancellation)
    {
        var write = await _cursor.WriteAsync(new(through.ToUnixTimeMilliseconds(), NextBegun: false), cancellation);
        if (write != LeaseWrite.Written)
            instruments.Request(Name, "cursor_not_saved");
        return write == LeaseWrite.Written;
    }

    private ExportPayload Payload(LogRecord[] events)
    {
        var scope = new ScopeLogs { Scope = new InstrumentationScope { Name = "plimsoll" }, LogRecords = { events } };
        var request = new ExportLogsRequest { ResourceLogs = { new ResourceLogs { Resource = OtlpAttributes.Resource(destination.Labels), ScopeLogs = { scope } } } };
        return new(_url, request.ToByteArray(), null, [], events.Length);
    }
}
