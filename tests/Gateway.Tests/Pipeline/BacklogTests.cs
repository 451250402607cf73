using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Tests.Pipeline;

public class BacklogTests
{
    [Fact]
    public async Task Waiter_is_released_when_the_backlog_falls_to_its_limit()
    {
        var backlog = new Backlog();
        backlog.Add(100);
        var half = backlog.FallenToAsync(50);
        var empty = backlog.FallenToAsync(0);

        backlog.Remove(49);
        Assert.False(half.IsCompleted);
        backlog.Remove(1);
        await half;
        Assert.False(empty.IsCompleted);
        backlog.Remove(50);
        await empty;
    }

    [Fact]
    public void Nothing_is_waited_for_below_the_limit() => Assert.True(new Backlog().FallenToAsync(0).IsCompleted);
}
