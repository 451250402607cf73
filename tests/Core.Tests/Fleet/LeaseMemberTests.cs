using Plimsoll.Fleet;

namespace Plimsoll.Core.Tests.Fleet;

public class LeaseMemberTests
{
    private static readonly LeaseSettings Settings = new(10_000);

    private readonly LeaseMember _a = new("a", Settings);
    private readonly LeaseMember _b = new("b", Settings);

    [Fact]
    public void Vacant_lease_is_taken_with_a_new_token()
    {
        Assert.Equal(new LeaseRecord("a", 1, 0), Take(_a, LeaseRecord.None, 0));
        Assert.Equal(1, _a.Token(0));
    }

    [Fact]
    public void Nothing_is_decided_before_the_record_was_read() => Assert.Null(_a.Next(0));

    [Fact]
    public void Holder_renews_in_time_and_keeps_its_token()
    {
        var record = Take(_a, LeaseRecord.None, 0);
        Assert.Null(_a.Next(2_499));
        var renewed = _a.Next(2_500);
        Assert.Equal(record with { Renewal = 1 }, renewed);
        _a.Written(renewed!, 2_500);
        Assert.Equal(1, _a.Token(10_499));
    }

    [Fact]
    public void Holder_that_cannot_renew_stops_before_another_may_begin()
    {
        var record = Take(_a, LeaseRecord.None, 0);
        _b.Observe(record, 0);
        Assert.Equal(1, _a.Token(7_999));
        Assert.Null(_a.Token(8_000));
        Assert.Null(_b.Next(9_999));
        Assert.Equal(new LeaseRecord("b", 2, 0), _b.Next(10_000));
    }

    [Fact]
    public void Renewal_seen_begins_the_wait_anew()
    {
        var record = Take(_a, LeaseRecord.None, 0);
        _b.Observe(record, 0);
        _b.Observe(record with { Renewal = 1 }, 9_000);
        Assert.Null(_b.Next(18_999));
        Assert.NotNull(_b.Next(19_000));
    }

    [Fact]
    public void Lease_counts_from_the_start_of_the_write_not_from_its_answer()
    {
        _a.Observe(LeaseRecord.None, 0);
        _a.Written(_a.Next(0)!, startedMs: 0);
        Assert.Null(_a.Token(8_000));
    }

    [Fact]
    public void Holder_that_sees_another_in_its_place_stops_at_once()
    {
        Take(_a, LeaseRecord.None, 0);
        _a.Observe(new LeaseRecord("b", 2, 0), 100);
        Assert.Null(_a.Token(100));
        Assert.Null(_a.Next(100));
    }

    [Fact]
    public void Lease_given_back_is_free_at_once()
    {
        Take(_a, LeaseRecord.None, 0);
        var released = _a.Release();
        Assert.Equal(new LeaseRecord("", 1, 0), released);
        _a.Written(released!, 100);
        Assert.Null(_a.Token(100));
        Assert.Equal(new LeaseRecord("b", 2, 0), Take(_b, released!, 100));
    }

    [Fact]
    public void Member_that_does_not_hold_has_nothing_to_give_back() => Assert.Null(_a.Release());

    [Fact]
    public void Fence_refuses_a_token_older_than_one_it_heard()
    {
        var fence = new Fence();
        Assert.True(fence.Admits(3));
        Assert.True(fence.Admits(3));
        Assert.False(fence.Admits(2));
        Assert.Equal(3, fence.Highest);
    }

    private static LeaseRecord Take(LeaseMember member, LeaseRecord found, long nowMs)
    {
        member.Observe(found, nowMs);
        var next = member.Next(nowMs);
        Assert.NotNull(next);
        member.Written(next, nowMs);
        return next;
    }
}
