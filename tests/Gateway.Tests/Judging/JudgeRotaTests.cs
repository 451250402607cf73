using Plimsoll.Gateway.Judging;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Judging;

public sealed class JudgeRotaTests
{
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 9, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly JudgeRota _rota;

    public JudgeRotaTests() => _rota = new(_time);

    [Fact]
    public void Component_that_brought_texts_is_asked_until_it_has_nothing_more()
    {
        _rota.Note("chat");
        _rota.Release("chat");
        Assert.Equal(["chat"], _rota.Turn());

        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(["chat"], _rota.Turn());
        _rota.Release("chat");
        Assert.Empty(_rota.Turn());
    }

    [Fact]
    public void Quiet_component_is_looked_at_now_and_then_for_two_days()
    {
        _rota.Note("chat");
        _time.Advance(TimeSpan.FromMinutes(4));
        _rota.Release("chat");

        _time.Advance(JudgeRota.Glance);
        Assert.Equal(["chat"], _rota.Turn());
        Assert.Empty(_rota.Turn());
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Empty(_rota.Turn());
    }

    [Fact]
    public void Component_with_something_that_waits_is_asked_at_every_turn()
    {
        _rota.Keep("chat");
        Assert.Equal(["chat"], _rota.Turn());
        Assert.Equal(["chat"], _rota.Turn());
    }
}
