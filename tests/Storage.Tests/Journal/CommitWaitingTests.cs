using System.Text;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Storage.Tests.Journal;

public sealed class CommitWaitingTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly JournalBench _bench = new();

    [Fact]
    public async Task What_waits_is_durable_when_the_call_returns()
    {
        await using var log = _bench.Open();

        var pending = log.AppendWaiting("one"u8, 1_001);
        Assert.False(pending.Durable.IsCompleted);
        log.CommitWaiting();

        Assert.True(pending.Durable.IsCompleted);
        Assert.Equal(AppendOutcome.Durable, await pending.Durable);
        Assert.Equal(["one"], log.ReadFrom(1).Select(e => Encoding.UTF8.GetString(e.Payload.Span)));
    }

    [Fact]
    public async Task No_entry_of_many_callers_at_once_is_left_waiting()
    {
        await using var log = _bench.Open();

        var callers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                var pending = log.AppendWaiting("entry"u8, 1_001);
                log.CommitWaiting();
                Assert.Equal(AppendOutcome.Durable, await pending.Durable.WaitAsync(Deadline));
            }
        }));
        await Task.WhenAll(callers);

        Assert.Equal(Enumerable.Range(1, 1_600).Select(i => (long)i), log.ReadFrom(1).Select(e => e.Sequence));
    }

    [Fact]
    public async Task Entry_that_waits_when_the_journal_closes_is_written()
    {
        var log = _bench.Open();
        var pending = log.AppendWaiting("one"u8, 1_001);

        await log.DisposeAsync().AsTask().WaitAsync(Deadline);

        Assert.Equal(AppendOutcome.Durable, await pending.Durable);
        log.CommitWaiting();
    }

    [Fact]
    public async Task Closing_while_callers_write_leaves_every_entry_durable_or_refused()
    {
        for (var round = 0; round < 100; round++)
            await CloseWhileWritingAsync();
    }

    private async Task CloseWhileWritingAsync()
    {
        var log = _bench.Open();
        var before = log.ReadFrom(1).Count();
        var outcomes = new List<AppendOutcome>();
        var caller = Task.Run(async () =>
        {
            while (outcomes.LastOrDefault() == AppendOutcome.Durable)
            {
                var pending = log.AppendWaiting("entry"u8, 1_001);
                await Task.Yield();
                log.CommitWaiting();
                outcomes.Add(await pending.Durable.WaitAsync(Deadline));
            }
        });
        await log.DisposeAsync().AsTask().WaitAsync(Deadline);
        await caller;

        Assert.Equal(AppendOutcome.Closed, outcomes[^1]);
        await using var again = _bench.Open();
        Assert.Equal(before + outcomes.Count - 1, again.ReadFrom(1).Count());
    }
}
