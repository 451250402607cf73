using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Configuration.Exporting;
using Plimsoll.Fleet;
using Plimsoll.Gateway.Exporting;
using Plimsoll.Gateway.Exporting.Otlp;
using Plimsoll.Gateway.Protos;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Integrations.Export;
using Plimsoll.Storage.Cursors;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Gateway.Tests.Exporting;

public sealed class VerdictSourceTests : IDisposable
{
    private static readonly DateTimeOffset s_start = GatewayHost.Now;

    private readonly Judged _judged = new();
    private readonly Leases _leases = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    [Fact]
    public async Task What_was_not_settled_when_the_process_died_is_sent_again_with_the_same_ids_and_nothing_else_is()
    {
        var first = Source();
        await first.CollectAsync(s_start, default);
        _judged.Add("a", s_start.AddSeconds(1));
        Assert.Single(Ids(await first.CollectAsync(s_start.AddSeconds(20), default)));
        await first.SettledAsync(default);
        _judged.Add("b", s_start.AddSeconds(25));
        var lost = Ids(await first.CollectAsync(s_start.AddSeconds(40), default));

        _judged.Add("c", s_start.AddSeconds(45));
        var again = Ids(await Source().CollectAsync(s_start.AddSeconds(60), default));

        Assert.Equal(2, again.Count);
        Assert.Equal(lost, again.Take(1));
    }

    [Fact]
    public async Task Verdicts_between_two_processes_are_not_lost_however_long_nobody_sent()
    {
        await Source().CollectAsync(s_start, default);
        for (var i = 1; i <= 20; i++)
            _judged.Add($"r-{i}", s_start.AddMinutes(i));

        Assert.Equal(20, Ids(await Source().CollectAsync(s_start.AddHours(1), default)).Distinct().Count());
    }

    [Fact]
    public async Task Nothing_is_collected_while_the_last_collection_is_under_way()
    {
        var source = Source();
        await source.CollectAsync(s_start, default);
        _judged.Add("a", s_start.AddSeconds(1));
        Assert.Single(await source.CollectAsync(s_start.AddSeconds(20), default));
        _judged.Add("b", s_start.AddSeconds(21));

        Assert.Empty(await source.CollectAsync(s_start.AddSeconds(40), default));
        await source.SettledAsync(default);
        Assert.Single(Ids(await source.CollectAsync(s_start.AddSeconds(60), default)));
    }

    [Fact]
    public async Task A_verdict_waits_until_no_clock_of_the_fleet_can_bring_an_older_one()
    {
        var source = Source();
        await source.CollectAsync(s_start, default);
        _judged.Add("a", s_start.AddSeconds(1));

        Assert.Empty(await source.CollectAsync(s_start.AddSeconds(1) + OtlpVerdictSource.Margin - TimeSpan.FromMilliseconds(1), default));
        Assert.Single(await source.CollectAsync(s_start.AddSeconds(1) + OtlpVerdictSource.Margin, default));
    }

    [Fact]
    public async Task A_cursor_that_another_member_moved_is_read_anew()
    {
        var (slow, fast) = (Source(), Source());
        await slow.CollectAsync(s_start, default);
        _judged.Add("a", s_start.AddSeconds(1));
        await slow.CollectAsync(s_start.AddSeconds(20), default);
        await fast.CollectAsync(s_start.AddSeconds(20), default);
        await fast.SettledAsync(default);

        await slow.SettledAsync(default);

        Assert.Empty(await slow.CollectAsync(s_start.AddSeconds(40), default));
    }

    [Fact]
    public async Task What_is_beyond_one_collection_comes_with_the_next()
    {
        var source = Source();
        await source.CollectAsync(s_start, default);
        for (var i = 1; i <= OtlpVerdictSource.MaxCollected + 2; i++)
            _judged.Add($"r-{i}", s_start.AddMilliseconds(i));

        Assert.Equal(OtlpVerdictSource.MaxCollected, Ids(await source.CollectAsync(s_start.AddMinutes(1), default)).Count);
        await source.SettledAsync(default);
        Assert.Equal(2, Ids(await source.CollectAsync(s_start.AddMinutes(2), default)).Count);
    }

    [Fact]
    public async Task Verdicts_that_a_component_may_have_dropped_before_they_were_sent_are_told_of()
    {
        var outrun = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (i, l) =>
            {
                if (i.Name == "plimsoll_gateway_export_requests_total" && ReferenceEquals(i.Meter.Scope, _services.GetRequiredService<IMeterFactory>()))
                    l.EnableMeasurementEvents(i);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => outrun += (string)tags[1].Value! == "verdicts_outrun" ? count : 0);
        listener.Start();
        var source = Source();
        await source.CollectAsync(s_start, default);
        for (var i = 1; i <= 512; i++)
            _judged.Add($"r-{i}", s_start.AddMilliseconds(i));

        await source.CollectAsync(s_start.AddMinutes(1), default);

        Assert.Equal(1, outrun);
    }

    public void Dispose() => _services.Dispose();

    private OtlpVerdictSource Source() => new(
        new ExportDestination(new Uri("http://127.0.0.1:1")), _judged, _judged, new CursorStore(_leases), new ExportInstruments(_services.GetRequiredService<IMeterFactory>()));

    private static List<string> Ids(IReadOnlyList<ExportPayload> payloads) =>
        [.. payloads.SelectMany(p => ExportLogsRequest.Parser.ParseFrom(p.Body.Span).ResourceLogs).SelectMany(r => r.ScopeLogs).SelectMany(s => s.LogRecords)
            .Select(l => l.Attributes.Single(a => a.Key == "plimsoll.event.id").Value.StringValue)];

    private sealed class Leases : ILeaseStore
    {
        private readonly Dictionary<string, StoredLease> _records = [];

        public ValueTask<StoredLease> ReadAsync(string name, CancellationToken cancellationToken) => new(_records.GetValueOrDefault(name, StoredLease.None));

        public ValueTask<LeaseWrite> WriteAsync(string name, LeaseRecord next, long expected, CancellationToken cancellationToken)
        {
            if (_records.GetValueOrDefault(name, StoredLease.None).Version != expected)
                return new(LeaseWrite.Conflict);
            _records[name] = new(next, expected + 1);
            return new(LeaseWrite.Written);
        }
    }

    /// <summary>One component, chat, with verdicts that a test makes up.</summary>
    private sealed class Judged : IComponentDirectory, IJudgedComponents, IJudgedComponent
    {
        private readonly List<VerdictView> _verdicts = [];

        public void Add(string request, DateTimeOffset judgedAt) => _verdicts.Insert(0, new(
            s_start, judgedAt, request, null, "t", "v1", "support@1", "openai:m", false, new Dictionary<string, double?> { ["safety"] = 0.9 }, 0.9, "", "uniform", 1));

        public IJudgedComponent FindJudged(string component) => this;
        public Task<VerdictSet> GetVerdictsAsync(VerdictQuery query) => Task.FromResult(new VerdictSet([.. _verdicts]));
        public Task<IReadOnlyList<string>> ListNamesAsync() => Task.FromResult<IReadOnlyList<string>>(["chat"]);

        public IInferenceComponent Get(string component) => throw new NotSupportedException();
        public Task<IReadOnlyList<ComponentSummary>> ListAsync() => throw new NotSupportedException();
        public Task<bool> ExistsAsync(string component) => throw new NotSupportedException();
        public Task<JudgeWork> TakeJudgementsAsync(JudgeTake take) => throw new NotSupportedException();
        public Task<bool> ReportJudgementsAsync(JudgeReportSet reports) => throw new NotSupportedException();
        public Task<AnnotationReceipt?> AnnotateAsync(AnnotationSet set) => throw new NotSupportedException();
        public Task<QualityView> GetQualityAsync() => throw new NotSupportedException();
    }
}
