using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.Configuration;
using Plimsoll.Fleet;
using Plimsoll.Gateway.Capture;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.SageMaker;
using Plimsoll.SageMaker.Capture;
using Plimsoll.Storage.Cursors;
using Plimsoll.Storage.Leases;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Capture;

public sealed class CaptureSourceTests : IDisposable, IFleetLease, ICaptureStore, ILeaseStore, IHashKey
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 30, TimeSpan.Zero);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly ManualTimeProvider _time = new(Start);
    private readonly FakePipeline _pipeline = new(GatewayHost.Hash);
    private readonly CaptureEvents _events;
    private readonly CaptureSettings _settings = new("prod") { Component = "chat", Settle = TimeSpan.FromSeconds(30), MaxObjectBytes = 1 << 20 };
    private readonly Dictionary<string, (string Body, DateTimeOffset Modified)> _objects = [];
    private readonly Dictionary<string, long> _leftOut = [];
    private readonly List<(string Key, long From)> _opened = [];
    private CaptureReader _reader;
    private StoredLease _stored = StoredLease.None;
    private bool _holds = true;
    private string? _refusal;

    public CaptureSourceTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Key == "reason")
                    _leftOut[(string)tag.Value!] = _leftOut.GetValueOrDefault((string)tag.Value!) + value;
            }
        });
        _listener.Start();
        _events = new(meters, NullLogger<CaptureEvents>.Instance);
        _reader = NewReader();
    }

    public KeyedHash Hash => GatewayHost.Hash;

    public void Dispose()
    {
        _reader.Dispose();
        _listener.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Captured_requests_become_records_of_their_own_source()
    {
        Put("chat-endpoint/blue/2026/11/20/12/a.jsonl", Start, Line("r-1", "My mail is jane@example.com", "Nice to meet you, J."));
        await RunAsync(2);

        var record = Assert.Single(_pipeline.Records);
        Assert.Equal(("chat", "chat-endpoint", "blue", "r-1"), (record.Component, record.Endpoint, record.Variant, record.RequestId));
        Assert.Equal((TelemetrySource.Capture, Start.AddMinutes(-1).ToUnixTimeMilliseconds()), (record.Source, record.TimestampMs));
        Assert.Equal((27, 20), (record.PromptChars, record.ResponseChars));
        Assert.NotNull(record.PromptHash);
    }

    [Fact]
    public async Task A_user_whom_the_request_names_is_known_by_a_keyed_hash_so_that_erasures_find_the_texts()
    {
        Put("a.jsonl", Start, Line("r-1", """{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"user\":\"u-1\"}"""));
        await RunAsync(2);

        Assert.Equal(Hash.Hash64("u-1"u8), Assert.Single(_pipeline.Records).UserHash);
    }

    [Theory]
    [InlineData("configured", "named", "configured")]
    [InlineData(null, "named", "named")]
    [InlineData(null, null, "endpoint")]
    public void The_component_is_the_configured_one_else_the_lines_else_the_endpoint(string? configured, string? named, string component)
    {
        var rows = new CapturedRows(this, new TextScreen(new PlimsollOptions(), this));

        Assert.Equal(component, rows.Fill(new("r-1", Start) { InferenceComponent = named }, new("endpoint", "blue"), configured).Component);
    }

    [Fact]
    public void Texts_are_kept_for_the_sample_alone_and_redacted()
    {
        var rows = new CapturedRows(this, new TextScreen(new PlimsollOptions { Quality = new() { SampleRate = 1 } }, this));
        var request = new CapturedRequest("r-1", Start) { Prompt = "My mail is jane@example.com", Response = "Hello" };

        var kept = rows.Fill(request, default, "chat").Texts!;
        Assert.DoesNotContain("jane", kept.Prompt, StringComparison.Ordinal);
        Assert.Equal("Hello", kept.Response);

        var none = new CapturedRows(this, new TextScreen(new PlimsollOptions { Privacy = new() { MetadataOnly = true } }, this));
        Assert.Null(none.Fill(request, default, "chat").Texts);
    }

    [Fact]
    public async Task An_object_is_read_once_it_has_settled_and_never_again()
    {
        Put("a.jsonl", Start, Line("r-1"));
        await _reader.TurnAsync(default);
        Assert.Empty(_opened);

        await RunAsync(5);

        Assert.Equal(["a.jsonl"], _opened.Select(o => o.Key));
        Assert.Single(_pipeline.Records);
    }

    [Fact]
    public async Task What_is_appended_is_read_from_where_it_was_left()
    {
        Put("a.jsonl", Start, Line("r-1"));
        await RunAsync(2);
        var first = _objects["a.jsonl"].Body;
        Put("a.jsonl", _time.GetUtcNow(), first + Line("r-2"));
        await RunAsync(3);

        Assert.Equal([0, first.Length], _opened.Select(o => o.From));
        Assert.Equal(["r-1", "r-2"], _pipeline.Records.Select(r => r.RequestId));
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_stopped_and_an_object_of_the_same_second_is_not_lost()
    {
        Put("a.jsonl", Start, Line("r-1"));
        await RunAsync(2);
        Put("b.jsonl", _time.GetUtcNow(), Line("r-2"));
        Put("c.jsonl", _time.GetUtcNow(), Line("r-3"));
        _reader.Dispose();
        _reader = NewReader();
        await RunAsync(3);

        Assert.Equal(["a.jsonl", "b.jsonl", "c.jsonl"], _opened.Select(o => o.Key));
    }

    [Fact]
    public async Task Wrong_lines_are_left_out_and_counted_and_hold_up_nobody()
    {
        Put("a.jsonl", Start, "nonsense\n" + Line("r-1") + """{"captureData":{}}""" + "\n" + Line("r-2"));
        await RunAsync(2);

        Assert.Equal(["r-1", "r-2"], _pipeline.Records.Select(r => r.RequestId));
        Assert.Equal((1, 1), (_leftOut["not_json"], _leftOut["no_capture_data"]));
    }

    [Fact]
    public async Task An_object_beyond_the_bound_is_left_out_and_counted()
    {
        Put("a.jsonl", Start, new string('x', (1 << 20) + 1));
        Put("b.jsonl", Start, Line("r-1"));
        await RunAsync(2);

        Assert.Equal(["b.jsonl"], _opened.Select(o => o.Key));
        Assert.Equal(1, _leftOut["object_too_long"]);
    }

    [Fact]
    public async Task What_the_pipeline_does_not_take_is_offered_again_from_the_first_line_that_it_did_not_take()
    {
        Put("a.jsonl", Start, string.Concat(Enumerable.Range(0, 450).Select(i => Line($"r-{i}"))));
        _pipeline.OverloadedFor = TimeSpan.FromSeconds(1);
        await RunAsync(2);
        Assert.Empty(_pipeline.Records);

        _pipeline.OverloadedFor = null;
        await RunAsync(2);

        Assert.Equal(Enumerable.Range(0, 450).Select(i => $"r-{i}"), _pipeline.Records.Select(r => r.RequestId));
        Assert.Equal(0, _pipeline.Outstanding);
    }

    [Fact]
    public async Task A_refusal_is_asked_for_seldom_and_shown_until_it_is_over()
    {
        Put("a.jsonl", Start, Line("r-1"));
        _refusal = "s3:GetObject is not allowed";
        await RunAsync(60);
        Assert.InRange(_opened.Count, 3, 15);
        Assert.Equal(_refusal, Assert.Single(_reader.Statuses).Problem);

        _refusal = null;
        await RunAsync(15);

        Assert.Null(Assert.Single(_reader.Statuses).Problem);
        Assert.Single(_pipeline.Records);
    }

    [Fact]
    public async Task What_is_older_than_the_catch_up_is_not_read_and_a_pause_is_told()
    {
        Put("old.jsonl", Start.AddDays(-2), Line("r-0"));
        Put("a.jsonl", Start, Line("r-1"));
        await RunAsync(2);
        Assert.Equal(["r-1"], _pipeline.Records.Select(r => r.RequestId));

        _time.Advance(TimeSpan.FromDays(3));
        await RunAsync(1);
        Assert.Equal(1, _leftOut["too_old"]);
    }

    [Fact]
    public async Task Who_has_not_the_lease_reads_nothing()
    {
        Put("a.jsonl", Start, Line("r-1"));
        _holds = false;
        await RunAsync(3);

        Assert.Empty(_opened);
    }

    public long? TryHold(string name) => _holds ? 1 : null;

    public Task<CloudAnswer<IReadOnlyList<CapturedObject>>> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Task.FromResult<CloudAnswer<IReadOnlyList<CapturedObject>>>(new CloudAnswer<IReadOnlyList<CapturedObject>>.Done(
            [.. _objects.Select(o => new CapturedObject(o.Key, o.Value.Modified.ToUnixTimeSeconds(), Encoding.UTF8.GetByteCount(o.Value.Body)))]));

    public Task<CloudAnswer<Stream>> OpenAsync(CapturedObject captured, long fromByte, CancellationToken cancellationToken)
    {
        _opened.Add((captured.Key, fromByte));
        return Task.FromResult<CloudAnswer<Stream>>(_refusal is { } advice
            ? new CloudAnswer<Stream>.Refused("AccessDenied", advice)
            : new CloudAnswer<Stream>.Done(new MemoryStream(Encoding.UTF8.GetBytes(_objects[captured.Key].Body)[(int)fromByte..])));
    }

    public ValueTask<StoredLease> ReadAsync(string name, CancellationToken cancellationToken) => new(_stored);

    public ValueTask<LeaseWrite> WriteAsync(string name, LeaseRecord next, long expected, CancellationToken cancellationToken)
    {
        if (expected != _stored.Version)
            return new(LeaseWrite.Conflict);
        _stored = new(next, expected + 1);
        return new(LeaseWrite.Written);
    }

    private static string Line(string id, string prompt = "Hi", string response = "Hello") =>
        $$$"""{"captureData":{"endpointInput":{"data":"{{{prompt}}}","encoding":"TEXT"},"endpointOutput":{"data":"{{{response}}}","encoding":"TEXT"}},"eventMetadata":{"eventId":"{{{id}}}","inferenceTime":"2026-11-20T11:59:30Z"}}""" + "\n";

    private void Put(string key, DateTimeOffset modified, string body) => _objects[key] = (body, modified);

    private async Task RunAsync(int minutes)
    {
        for (var turn = 0; turn < 6 * minutes; turn++)
        {
            await _reader.TurnAsync(default);
            _time.Advance(TimeSpan.FromSeconds(10));
        }
    }

    private CaptureReader NewReader()
    {
        var rows = new CapturedRows(this, new TextScreen(new PlimsollOptions(), this));
        var source = new CaptureSource(_settings, this, new CursorStore(this).Find("capture-prod"), new CaptureHandOver(_pipeline, rows, _events, _time), _events, _time);
        return new([source], this, new RecoveryGate(), _time, _events);
    }
}
