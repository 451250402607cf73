using Plimsoll.Gateway.Pipeline;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Pipeline;

public class DedupWindowTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    private readonly ManualTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public void Id_is_remembered_for_the_whole_window_whenever_it_came()
    {
        for (var minute = 0; minute < 60; minute++)
        {
            var window = new DedupWindow(TenMinutes, 1000, _time);
            Wait(window, TimeSpan.FromMinutes(minute));
            Assert.True(window.TryAdd(7));
            Wait(window, TenMinutes - TimeSpan.FromSeconds(1));
            Assert.False(window.TryAdd(7));
        }
    }

    [Fact]
    public void Id_is_forgotten_after_twice_the_window()
    {
        var window = new DedupWindow(TenMinutes, 1000, _time);
        window.TryAdd(7);
        Wait(window, 2 * TenMinutes);
        Assert.Equal(0, window.Count);
        Assert.True(window.TryAdd(7));
    }

    [Fact]
    public void Silence_of_twice_the_window_forgets_everything_at_once()
    {
        var window = new DedupWindow(TenMinutes, 1000, _time);
        window.TryAdd(7);
        _time.Advance(2 * TenMinutes);
        window.Expire();
        Assert.Equal(0, window.Count);
    }

    [Fact]
    public void Bound_on_ids_keeps_the_newest_half_and_counts_what_it_forgot_early()
    {
        var window = new DedupWindow(TenMinutes, 100, _time);
        for (ulong id = 1; id <= 1000; id++)
        {
            Assert.True(window.TryAdd(id));
            Assert.InRange(window.Count, 1, 100);
        }
        for (ulong id = 951; id <= 1000; id++)
            Assert.False(window.TryAdd(id));
        Assert.True(window.TryAdd(1));
        Assert.True(window.ForgottenEarly > 0);
    }

    [Fact]
    public void Removed_id_is_new_again()
    {
        var window = new DedupWindow(TenMinutes, 1000, _time);
        window.TryAdd(7);
        window.Remove(7);
        Assert.True(window.TryAdd(7));
    }

    [Fact]
    public void Jump_of_the_clock_backwards_does_not_shorten_the_window()
    {
        var window = new DedupWindow(TenMinutes, 1000, _time);
        window.TryAdd(7);
        _time.Jump(_time.GetUtcNow() - TimeSpan.FromHours(1));
        window.Expire();
        Assert.False(window.TryAdd(7));
    }

    private void Wait(DedupWindow window, TimeSpan wait)
    {
        for (var passed = TimeSpan.Zero; passed < wait; passed += TimeSpan.FromSeconds(1))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            window.Expire();
        }
    }
}
