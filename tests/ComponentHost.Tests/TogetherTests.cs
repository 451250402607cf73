namespace Plimsoll.ComponentHost.Tests;

public class TogetherTests
{
    [Fact]
    public async Task Loop_that_fails_ends_the_others_and_is_told_at_once()
    {
        using var ending = new CancellationTokenSource();
        var (endless, ended) = (Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ending.Token), Task.CompletedTask);

        var told = await Assert.ThrowsAsync<InvalidDataException>(() => Together.EndAsync(ending, ended, endless, Task.FromException(new InvalidDataException())));

        Assert.NotNull(told);
        Assert.True(endless.IsCanceled);
    }

    [Fact]
    public async Task Stop_ends_them_all()
    {
        using var ending = new CancellationTokenSource();
        Task[] endless = [.. Enumerable.Range(0, 3).Select(_ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ending.Token))];
        var together = Together.EndAsync(ending, endless);
        Assert.False(together.IsCompleted);

        await ending.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => together);
        Assert.All(endless, loop => Assert.True(loop.IsCanceled));
    }
}
