using System.Text.Json;
using Plimsoll.Gateway.Demo;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Demo;

public sealed class DemoWorkloadTests
{
    private const ulong Seed = DemoWorkload.DefaultSeed;

    /// <summary>Friday 2026-11-20, 00:00 UTC.</summary>
    private static readonly long Friday = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() / 60;

    public static TheoryData<int> Models => [0, 1];

    [Theory, MemberData(nameof(Models))]
    public void The_same_seed_and_minute_give_the_same_rows(int index)
    {
        var model = DemoModel.All[index];
        string Rows(ulong seed) => JsonSerializer.Serialize(new DemoWorkload(seed).Minute(model, Friday + 700).Select(e => e.Row));
        Assert.Equal(Rows(Seed), Rows(Seed));
        Assert.NotEqual(Rows(Seed), Rows(Seed + 1));
    }

    [Theory, MemberData(nameof(Models))]
    public void Rows_stand_in_time_order_inside_their_minute_and_are_valid(int index)
    {
        for (var minute = Friday; minute < Friday + 1440; minute += 7)
        {
            var events = new DemoWorkload().Minute(DemoModel.All[index], minute);
            Assert.Equal(events.Select(e => e.AtMs).Order(), events.Select(e => e.AtMs));
            Assert.All(events, e => Assert.Equal(minute, e.AtMs / 60_000));
            Assert.All(events, e => Assert.Null(Rejection(e.Row)));
        }
    }

    [Fact]
    public void Request_ids_of_a_day_are_distinct()
    {
        var ids = DemoModel.All.SelectMany(m => Requests(m, Friday, 1440)).Select(r => r.RequestId).ToList();
        Assert.InRange(ids.Count, 80_000, 300_000);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory, MemberData(nameof(Models))]
    public void Days_are_busier_than_nights_and_than_weekends(int index)
    {
        int Count(long from) => Enumerable.Range(0, 60).Sum(m => new DemoRequests(Seed, DemoModel.All[index], from + m).Make().Count());
        var (night, afternoon, sunday) = (Count(Friday + (2 * 60)), Count(Friday + (15 * 60)), Count(Friday + (2 * 1440) + (15 * 60)));
        Assert.True(afternoon > 3 * night, $"{afternoon} against {night}");
        Assert.True(afternoon > 1.5 * sunday, $"{afternoon} against {sunday}");
    }

    [Theory, MemberData(nameof(Models))]
    public void An_hour_has_every_kind_of_row_and_field(int index)
    {
        var rows = Enumerable.Range(0, 180).SelectMany(m => new DemoWorkload().Minute(DemoModel.All[index], Friday + 600 + m)).Select(e => e.Row).ToList();
        var requests = rows.OfType<InferenceRecord>().ToList();
        var never = typeof(InferenceRecord).GetProperties()
            .Where(p => requests.TrueForAll(r => p.GetValue(r) is null or System.Collections.ICollection { Count: 0 })).Select(p => p.Name);
        Assert.Equal(
            ["Candidate", "Embedding", "Labels", "OutputTokenIds", "SafetyFlags", "Scores", "SpanId", "Texts"], never.Order());
        Assert.Equal(DemoModel.Copies, requests.Select(r => r.Copy).Distinct().Count());
        Assert.Equal(2, requests.Select(r => r.ModelVersion).Distinct().Count());
        Assert.Equal(2, requests.Select(r => r.Variant).Distinct().Count());
        Assert.Contains(requests, r => r.ErrorType is not null);
        Assert.Contains(rows, r => r is Feedback { Rating: not null, Accepted: true });
        Assert.Contains(rows, r => r is Feedback { Regenerated: true });
        Assert.Contains(rows, r => r is Outcome { Success: false });
        Assert.Equal(DemoModel.Copies, rows.OfType<GpuSample>().Select(g => g.Gpu).Distinct().Count());
        Assert.Contains(rows, r => r is GpuSample { MemoryFragmentationRatio: > 0 });
        Assert.Contains(rows, r => r is HostSample { DiskReadMiBPerS: > 0, NetworkTransmitMiBPerS: > 0 });
        Assert.Contains(rows, r => r is EngineSample { RequestsRunning: > 0, KvCacheUsageRatio: > 0 });
    }

    private static IEnumerable<InferenceRecord> Requests(DemoModel model, long from, int minutes) =>
        Enumerable.Range(0, minutes).SelectMany(m => new DemoRequests(Seed, model, from + m).Make());

    private static Rejection? Rejection(object row) => row switch
    {
        InferenceRecord record => RecordValidator.Validate(record),
        GpuSample sample => RecordValidator.Validate(sample),
        EngineSample sample => RecordValidator.Validate(sample),
        HostSample sample => RecordValidator.Validate(sample),
        Feedback feedback => RecordValidator.Validate(feedback),
        Outcome outcome => RecordValidator.Validate(outcome),
        _ => throw new InvalidOperationException(row.GetType().Name),
    };
}
