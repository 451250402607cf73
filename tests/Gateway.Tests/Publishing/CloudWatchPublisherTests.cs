using Plimsoll.Publishing;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Gateway.Tests.Publishing;

public sealed class CloudWatchPublisherTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly PublisherRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Each_closed_minute_is_published_once_and_none_that_is_open()
    {
        await _rig.RunAsync(Hour);

        ContiguousFrom(_rig.Taken[0]);
        Assert.InRange(_rig.Taken.Count, 58, 62);
        Assert.True(_rig.Taken[^1] < _rig.NowMinute - _rig.Settings.Delay.TotalMinutes);
        Assert.Null(_rig.Status.Problem);
        Assert.True(_rig.Status.MonthlyDollars > 0);
    }

    [Theory]
    [InlineData("ThrottlingException", false)]
    [InlineData("InternalServiceFault", true)]
    [InlineData("connection", true)]
    public async Task An_outage_of_an_hour_is_caught_up_in_order_and_nothing_is_lost(string reason, bool mayCount)
    {
        await _rig.RunAsync(TimeSpan.FromMinutes(3));
        var before = _rig.Tries;
        _rig.Answer = _ => new PublishOutcome.Later(reason, null, mayCount);
        await _rig.RunAsync(Hour);
        Assert.Contains(reason, _rig.Status.Problem, StringComparison.Ordinal);
        Assert.InRange(_rig.Tries - before, 50, 75);
        Assert.Equal(mayCount, _rig.Counted.GetValueOrDefault("plimsoll_gateway_cloudwatch_maybe_doubled") > 0);

        _rig.Answer = _ => new PublishOutcome.Done();
        await _rig.RunAsync(TimeSpan.FromMinutes(5));

        ContiguousFrom(_rig.Taken[0]);
        Assert.True(_rig.Taken[^1] >= _rig.NowMinute - 4);
        Assert.Equal(0, _rig.Counted.GetValueOrDefault("plimsoll_gateway_cloudwatch_left_out"));
        Assert.Null(_rig.Status.Problem);
    }

    [Fact]
    public async Task Catching_up_keeps_the_pace()
    {
        using var slow = new PublisherRig(new() { CallsPerSecond = 1 });
        slow.Answer = _ => new PublishOutcome.Later("throttled", null, false);
        await slow.RunAsync(Hour);
        slow.Answer = _ => new PublishOutcome.Done();
        var tries = slow.Tries;

        for (var turn = 1; turn <= 4; turn++)
        {
            await slow.RunAsync(TimeSpan.FromSeconds(15));
            Assert.True(slow.Tries - tries <= 5 + turn * 15);
        }
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_stopped()
    {
        await _rig.RunAsync(TimeSpan.FromMinutes(10));
        _rig.Time.Advance(TimeSpan.FromMinutes(30));
        _rig.Restart();
        await _rig.RunAsync(TimeSpan.FromMinutes(10));

        ContiguousFrom(_rig.Taken[0]);
        Assert.InRange(_rig.Taken.Count, 47, 51);
        Assert.Equal(0, _rig.Counted.GetValueOrDefault("plimsoll_gateway_cloudwatch_maybe_doubled"));
    }

    [Fact]
    public async Task A_restart_amid_a_minute_says_that_it_may_count_twice()
    {
        await _rig.RunAsync(TimeSpan.FromMinutes(5));
        _rig.Answer = _ => throw new InvalidOperationException("The process ends here");
        await _rig.RunAsync(TimeSpan.FromMinutes(2));
        _rig.Answer = _ => new PublishOutcome.Done();
        _rig.Restart();

        await _rig.RunAsync(TimeSpan.FromMinutes(5));

        ContiguousFrom(_rig.Taken[0]);
        Assert.Equal(1, _rig.Counted["plimsoll_gateway_cloudwatch_maybe_doubled"]);
    }

    [Fact]
    public async Task Whoever_has_not_the_lease_publishes_nothing_and_its_heir_leaves_nothing_out()
    {
        await _rig.RunAsync(TimeSpan.FromMinutes(5));
        _rig.Holds = false;
        var taken = _rig.Taken.Count;
        await _rig.RunAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((taken, false), (_rig.Taken.Count, _rig.Status.Holder));

        _rig.Holds = true;
        _rig.Restart();
        await _rig.RunAsync(TimeSpan.FromMinutes(5));

        ContiguousFrom(_rig.Taken[0]);
    }

    [Fact]
    public async Task A_cursor_that_moved_under_somebody_else_stops_the_work_before_a_call()
    {
        await _rig.RunAsync(TimeSpan.FromMinutes(5));
        var tries = _rig.Tries;
        _rig.StoreAnswers = LeaseWrite.Conflict;

        await _rig.RunAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(tries, _rig.Tries);

        _rig.StoreAnswers = null;
        await _rig.RunAsync(TimeSpan.FromMinutes(5));
        ContiguousFrom(_rig.Taken[0]);
    }

    [Fact]
    public async Task What_an_operator_must_change_is_said_and_asked_for_seldom()
    {
        _rig.Answer = _ => new PublishOutcome.Refused("AccessDenied", "cloudwatch:PutMetricData is not allowed");
        await _rig.RunAsync(Hour);

        Assert.InRange(_rig.Tries, 5, 15);
        Assert.Equal("cloudwatch:PutMetricData is not allowed", _rig.Status.Problem);

        _rig.Answer = _ => new PublishOutcome.Done();
        await _rig.RunAsync(TimeSpan.FromMinutes(15));
        ContiguousFrom(_rig.Taken[0]);
        Assert.Null(_rig.Status.Problem);
    }

    [Fact]
    public async Task A_call_that_will_never_be_taken_is_left_out_and_counted_and_holds_up_nobody()
    {
        _rig.Answer = c => c.Minute % 2 == 0 ? new PublishOutcome.Done() : new PublishOutcome.Rejected("InvalidParameterValue", "");
        await _rig.RunAsync(TimeSpan.FromMinutes(20));

        Assert.InRange(_rig.Taken.Count, 8, 11);
        Assert.True(_rig.Counted["plimsoll_gateway_cloudwatch_left_out"] > 0);
    }

    [Fact]
    public async Task Calls_beyond_the_bound_wait_with_their_components()
    {
        using var small = new PublisherRig(new() { MaxBacklogBytes = 500 });
        small.Answer = _ => new PublishOutcome.Later("throttled", null, false);
        await small.RunAsync(Hour);
        Assert.InRange(small.Status.Waiting, 5, 5 + PublishingSpan.MostMinutes);

        small.Answer = _ => new PublishOutcome.Done();
        await small.RunAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(Enumerable.Range(0, small.Taken.Count).Select(i => small.Taken[0] + i), small.Taken);
        Assert.True(small.Taken.Count >= 60);
    }

    [Fact]
    public async Task Minutes_older_than_components_keep_them_are_counted()
    {
        await _rig.RunAsync(TimeSpan.FromMinutes(5));
        _rig.Time.Advance(TimeSpan.FromHours(30));
        _rig.Restart();
        await _rig.RunAsync(TimeSpan.FromMinutes(5));

        Assert.InRange(_rig.Counted["plimsoll_gateway_cloudwatch_left_out"], 6 * 60 - 5, 6 * 60 + 10);
        Assert.True(_rig.Taken[^1] >= _rig.NowMinute - 4);
        Assert.Equal(_rig.Taken.Distinct(), _rig.Taken);
    }

    [Fact]
    public async Task A_component_out_of_reach_is_waited_for_and_then_left_out()
    {
        await _rig.RunAsync(TimeSpan.FromMinutes(5));
        _rig.ComponentFails = true;
        await _rig.RunAsync(TimeSpan.FromMinutes(3));
        _rig.ComponentFails = false;
        await _rig.RunAsync(TimeSpan.FromMinutes(3));
        ContiguousFrom(_rig.Taken[0]);
        Assert.Equal(0, _rig.Counted.GetValueOrDefault("plimsoll_gateway_cloudwatch_left_out"));

        _rig.ComponentFails = true;
        await _rig.RunAsync(TimeSpan.FromMinutes(20));
        Assert.True(_rig.Counted["plimsoll_gateway_cloudwatch_left_out"] > 5);
    }

    private void ContiguousFrom(long first) => Assert.Equal(Enumerable.Range(0, _rig.Taken.Count).Select(i => first + i), _rig.Taken);
}
