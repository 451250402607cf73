using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Capture;

public sealed class CaptureSourceTests : IDisposable
{
    private readonly CaptureRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Captured_requests_become_records_of_their_own_source()
    {
        _rig.Put("chat-endpoint/blue/2026/11/20/12/a.jsonl", CaptureRig.Start, CaptureRig.Line("r-1", "My mail is jane@example.com", "Nice to meet you, J."));
        await _rig.RunAsync(2);

        var record = Assert.Single(_rig.Pipeline.Records);
        Assert.Equal(("chat", "chat-endpoint", "blue", "r-1"), (record.Component, record.Endpoint, record.Variant, record.RequestId));
        Assert.Equal((TelemetrySource.Capture, CaptureRig.Start.AddMinutes(-1).ToUnixTimeMilliseconds()), (record.Source, record.TimestampMs));
        Assert.Equal((27, 20), (record.PromptChars, record.ResponseChars));
        Assert.NotNull(record.PromptHash);
    }

    [Fact]
    public async Task A_user_whom_the_request_names_is_known_by_a_keyed_hash_so_that_erasures_find_the_texts()
    {
        _rig.Put("a.jsonl", CaptureRig.Start, CaptureRig.Line("r-1", """{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"user\":\"u-1\"}"""));
        await _rig.RunAsync(2);

        Assert.Equal(_rig.Hash.Hash64("u-1"u8), Assert.Single(_rig.Pipeline.Records).UserHash);
    }

    [Fact]
    public async Task An_object_is_read_once_it_has_settled_and_never_again()
    {
        _rig.Put("a.jsonl", CaptureRig.Start, CaptureRig.Line("r-1"));
        await _rig.Reader.TurnAsync(default);
        Assert.Empty(_rig.Opened);

        await _rig.RunAsync(5);

        Assert.Equal(["a.jsonl"], _rig.Opened.Select(o => o.Key));
        Assert.Single(_rig.Pipeline.Records);
    }

    [Fact]
    public async Task What_is_appended_is_read_from_where_it_was_left()
    {
        _rig.Put("a.jsonl", CaptureRig.Start, CaptureRig.Line("r-1"));
        await _rig.RunAsync(2);
        var first = _rig.Objects["a.jsonl"].Body;
        _rig.Put("a.jsonl", _rig.Time.GetUtcNow(), first + CaptureRig.Line("r-2"));
        await _rig.RunAsync(3);

        Assert.Equal([0, first.Length], _rig.Opened.Select(o => o.From));
        Assert.Equal(["r-1", "r-2"], _rig.Pipeline.Records.Select(r => r.RequestId));
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_stopped_and_an_object_of_the_same_second_is_not_lost()
    {
        _rig.Put("a.jsonl", CaptureRig.Start, CaptureRig.Line("r-1"));
        await _rig.RunAsync(2);
        _rig.Put("b.jsonl", _rig.Time.GetUtcNow(), CaptureRig.Line("r-2"));
        _rig.Put("c.jsonl", _rig.Time.GetUtcNow(), CaptureRig.Line("r-3"));
        _rig.Restart();
        await _rig.RunAsync(3);

        Assert.Equal(["a.jsonl", "b.jsonl", "c.jsonl"], _rig.Opened.Select(o => o.Key));
    }

    [Fact]
    public async Task Wrong_lines_are_left_out_and_counted_and_hold_up_nobody()
    {
        _rig.Put("a.jsonl", CaptureRig.Start, "nonsense\n" + CaptureRig.Line("r-1") + """{"captureData":{}}""" + "\n" + CaptureRig.Line("r-2"));
        await _rig.RunAsync(2);

        Assert.Equal(["r-1", "r-2"], _rig.Pipeline.Records.Select(r => r.RequestId));
        Assert.Equal((1, 1), (_rig.LeftOut["not_json"], _rig.LeftOut["no_capture_data"]));
    }

    [Fact]
    public async Task An_object_beyond_the_bound_is_left_out_and_counted()
    {
        _rig.Put("a.jsonl", CaptureRig.Start, new string('x', (1 << 20) + 1));
        _rig.Put("b.jsonl", CaptureRig.Start, CaptureRig.Line("r-1"));
        await _rig.RunAsync(2);

        Assert.Equal(["b.jsonl"], _rig.Opened.Select(o => o.Key));
        Assert.Equal(1, _rig.LeftOut["object_too_long"]);
    }

    [Fact]
    public async Task What_the_pipeline_does_not_take_is_offered_again_from_the_first_line_that_it_did_not_take()
    {
        _rig.Put("a.jsonl", CaptureRig.Start, string.Concat(Enumerable.Range(0, 450).Select(i => CaptureRig.Line($"r-{i}"))));
        _rig.Pipeline.OverloadedFor = TimeSpan.FromSeconds(1);
        await _rig.RunAsync(2);
        Assert.Empty(_rig.Pipeline.Records);

        _rig.Pipeline.OverloadedFor = null;
        await _rig.RunAsync(2);

        Assert.Equal(Enumerable.Range(0, 450).Select(i => $"r-{i}"), _rig.Pipeline.Records.Select(r => r.RequestId));
        Assert.Equal(0, _rig.Pipeline.Outstanding);
    }

    [Fact]
    public async Task A_refusal_is_asked_for_seldom_and_shown_until_it_is_over()
    {
        _rig.Put("a.jsonl", CaptureRig.Start, CaptureRig.Line("r-1"));
        _rig.Refusal = "s3:GetObject is not allowed";
        await _rig.RunAsync(60);
        Assert.InRange(_rig.Opened.Count, 3, 15);
        Assert.Equal(_rig.Refusal, Assert.Single(_rig.Reader.Statuses).Problem);

        _rig.Refusal = null;
        await _rig.RunAsync(15);

        Assert.Null(Assert.Single(_rig.Reader.Statuses).Problem);
        Assert.Single(_rig.Pipeline.Records);
    }

    [Fact]
    public async Task What_is_older_than_the_catch_up_is_not_read_and_a_pause_is_told()
    {
        _rig.Put("old.jsonl", CaptureRig.Start.AddDays(-2), CaptureRig.Line("r-0"));
        _rig.Put("a.jsonl", CaptureRig.Start, CaptureRig.Line("r-1"));
        await _rig.RunAsync(2);
        Assert.Equal(["r-1"], _rig.Pipeline.Records.Select(r => r.RequestId));

        _rig.Time.Advance(TimeSpan.FromDays(3));
        await _rig.RunAsync(1);
        Assert.Equal(1, _rig.LeftOut["too_old"]);
    }

    [Fact]
    public async Task Who_has_not_the_lease_reads_nothing()
    {
        _rig.Put("a.jsonl", CaptureRig.Start, CaptureRig.Line("r-1"));
        _rig.Holds = false;
        await _rig.RunAsync(3);

        Assert.Empty(_rig.Opened);
    }

    [Fact]
    public async Task Who_gets_the_lease_goes_on_where_the_other_stopped_and_reads_nothing_twice()
    {
        _rig.Put("a.jsonl", CaptureRig.Start, CaptureRig.Line("r-1"));
        await _rig.RunAsync(2);
        _rig.Holds = false;
        _rig.Put("b.jsonl", _rig.Time.GetUtcNow(), CaptureRig.Line("r-2"));
        await _rig.RunAsync(2);
        Assert.Equal(["a.jsonl"], _rig.Opened.Select(o => o.Key));
        Assert.False(Assert.Single(_rig.Reader.Statuses).Holder);

        _rig.Holds = true;
        await _rig.RunAsync(2);

        Assert.Equal(["a.jsonl", "b.jsonl"], _rig.Opened.Select(o => o.Key));
    }
}
