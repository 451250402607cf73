using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Sampling;

namespace Plimsoll.Core.Tests.Quality.Queue;

public class JudgeQueueTests
{
    private const long Start = 1_000_000;

    [Fact]
    public void The_most_urgent_comes_first_and_of_those_the_oldest()
    {
        var queue = new JudgeQueue();
        queue.Add(Wish("u2", JudgePriority.Uniform, 2));
        queue.Add(Wish("u1", JudgePriority.Uniform, 1));
        queue.Add(Wish("f", JudgePriority.Flagged, 3));

        Assert.Equal(["f/1", "u1/1", "u2/1"], [Begin(queue), Begin(queue), Begin(queue)]);
        Assert.Null(queue.Peek(Start));
    }

    [Fact]
    public void A_full_queue_sheds_the_least_urgent_and_says_so()
    {
        var queue = new JudgeQueue(capacity: 2);
        queue.Add(Wish("t", JudgePriority.Targeted, 1));
        queue.Add(Wish("u", JudgePriority.Uniform, 2));

        var shed = queue.Add(Wish("f", JudgePriority.Flagged, 3))!;
        Assert.Equal(("t", QueueEnd.Shed, "queue_full"), (shed.Request.Id, shed.End, shed.Reason));
        Assert.Equal("a", queue.Add(Wish("a", JudgePriority.Again, 4))!.Request.Id);
        Assert.Equal(2, queue.Depth);
    }

    [Fact]
    public void The_same_wish_is_queued_once()
    {
        var queue = new JudgeQueue();
        queue.Add(Wish("a"));
        queue.Add(Wish("a"));

        Assert.Equal((1, 1L), (queue.Depth, queue.Counts.Added));
    }

    [Fact]
    public void An_answer_that_comes_twice_counts_once()
    {
        var queue = new JudgeQueue();
        queue.Add(Wish("a"));
        var call = Begin(queue);

        Assert.IsType<QueueStep.Ended>(queue.Complete(call, new JudgeOutcome.Judged(), Start, 0));
        Assert.IsType<QueueStep.Ignored>(queue.Complete(call, new JudgeOutcome.Judged(), Start, 0));
        Assert.Equal((1L, 1L), (queue.Counts.Total(QueueEnd.Judged), queue.Counts.Repeated));
    }

    [Fact]
    public void What_is_no_verdict_is_asked_for_once_more_and_then_failed()
    {
        var queue = new JudgeQueue();
        queue.Add(Wish("a"));

        Assert.Equal("malformed", Assert.IsType<QueueStep.Retried>(queue.Complete(Begin(queue), new JudgeOutcome.Malformed(), Start, 0)).Reason);
        var ended = Assert.IsType<QueueStep.Ended>(queue.Complete(Begin(queue), new JudgeOutcome.Malformed(), Start, 0));
        Assert.Equal((QueueEnd.Failed, "malformed"), (ended.End, ended.Reason));
    }

    [Fact]
    public void A_throttling_judge_is_left_alone_for_as_long_as_it_asks()
    {
        var queue = new JudgeQueue();
        queue.Add(Wish("a"));

        var step = queue.Complete(Begin(queue), new JudgeOutcome.Throttled(TimeSpan.FromSeconds(20)), Start, 0.5);

        var retried = Assert.IsType<QueueStep.Retried>(step);
        Assert.InRange(retried.NotBeforeMs, Start + 20_000, Start + 21_000);
        Assert.Null(queue.Peek(retried.NotBeforeMs - 1));
        Assert.NotNull(queue.Peek(retried.NotBeforeMs));
    }

    [Fact]
    public void A_throttling_judge_is_asked_nothing_else_meanwhile_and_then_by_one_call_after_ever_longer_pauses()
    {
        var queue = new JudgeQueue();
        for (var i = 0; i < 20; i++)
            queue.Add(Wish($"r{i:d2}"));
        foreach (var call in (string[])[Begin(queue), Begin(queue), Begin(queue)])
            queue.Complete(call, new JudgeOutcome.Throttled(null), Start, 1);
        Assert.Equal((Start + 1_000, "throttled"), (queue.Parking.UntilMs, queue.Parking.Reason));
        Assert.Null(queue.Peek(Start + 999));

        var probe = Begin(queue, Start + 1_000);
        Assert.Null(queue.Peek(Start + 1_000));
        queue.Complete(probe, new JudgeOutcome.Throttled(null), Start + 1_000, 1);
        Assert.Equal(Start + 3_000, queue.Parking.UntilMs);

        queue.Complete(Begin(queue, Start + 3_000), new JudgeOutcome.Judged(), Start + 3_000, 0);
        Begin(queue, Start + 3_000);
        Assert.NotNull(queue.Peek(Start + 3_000));
    }

    [Theory]
    [InlineData("budget", false)]
    [InlineData("fleet_budget", false)]
    [InlineData("quota", true)]
    public void After_a_start_a_spent_budget_is_looked_at_anew_and_a_quota_still_holds(string reason, bool holds)
    {
        var queue = new JudgeQueue();
        queue.Add(Wish("a"));
        queue.Parking.Park(Start + 60_000, reason);

        Assert.Equal(holds, Reload(queue).Peek(Start) is null);
    }

    [Theory]
    [InlineData(1, 0, 500)]
    [InlineData(1, 1, 1_000)]
    [InlineData(4, 1, 8_000)]
    [InlineData(30, 1, BackOff.MostMs)]
    public void Waits_double_up_to_a_bound(int failures, double jitter, long delayMs) =>
        Assert.Equal(delayMs, BackOff.DelayMs(failures, jitter));

    [Fact]
    public void A_spent_quota_parks_everything_until_its_end()
    {
        var queue = new JudgeQueue();
        queue.Add(Wish("a"));
        queue.Add(Wish("b"));
        queue.Complete(Begin(queue), new JudgeOutcome.QuotaSpent(Start + 60_000), Start, 0);

        Assert.Null(queue.Peek(Start + 59_999));
        Assert.NotNull(queue.Peek(Start + 60_000));
        Assert.Equal("quota", queue.Parking.Reason);
    }

    [Fact]
    public void A_dead_judge_is_tried_by_a_single_call_after_ever_longer_pauses()
    {
        var queue = new JudgeQueue();
        for (var i = 0; i < 20; i++)
            queue.Add(Wish($"r{i:d2}"));
        for (var i = 0; i < CircuitBreaker.FailuresToOpen; i++)
            Fail(queue, Start);
        Assert.Null(queue.Peek(Start + CircuitBreaker.FirstOpenMs - 1));

        var second = Start + CircuitBreaker.FirstOpenMs;
        var probe = Begin(queue, second);
        Assert.Null(queue.Peek(second));
        queue.Complete(probe, new JudgeOutcome.Unavailable("timeout"), second, 0);
        Assert.Null(queue.Peek(second + 2 * CircuitBreaker.FirstOpenMs - 1));

        var third = second + 2 * CircuitBreaker.FirstOpenMs;
        queue.Complete(Begin(queue, third), new JudgeOutcome.Judged(), third, 0);
        Assert.False(queue.Breaker.IsOpen);
        Assert.NotNull(queue.Peek(third));
    }

    [Fact]
    public void A_request_that_never_succeeds_ends_failed()
    {
        var queue = new JudgeQueue();
        queue.Add(Wish("a"));
        var now = Start;
        QueueStep step;
        do
        {
            now += CircuitBreaker.MostOpenMs;
            step = queue.Complete(Begin(queue, now), new JudgeOutcome.Unavailable("timeout"), now, 1);
        }
        while (step is QueueStep.Retried);

        Assert.Equal("timeout", Assert.IsType<QueueStep.Ended>(step).Reason);
        Assert.Equal(0, queue.Depth);
    }

    [Fact]
    public void What_is_too_old_or_of_a_retired_rubric_is_shed()
    {
        var queue = new JudgeQueue();
        queue.Add(Wish("old", createdMs: 0));
        queue.Add(Wish("new", createdMs: Start));

        Assert.Equal("too_old", Assert.Single(queue.Expire(JudgeQueue.MaxAgeMs + 1)).Reason);
        Assert.Equal("rubric_changed", Assert.Single(queue.Retire("v2")).Reason);
        Assert.Equal(0, queue.LagMs(Start));
    }

    [Fact]
    public void A_call_under_way_at_a_crash_is_made_once_more_and_then_given_up()
    {
        var queue = new JudgeQueue();
        queue.Add(Wish("a"));
        Assert.Equal("a/1", Begin(queue));
        queue = Reload(queue);
        Assert.Equal("a/2", Begin(queue));
        queue = Reload(queue);

        Assert.Null(queue.Peek(Start));
        Assert.Equal(1, queue.Counts.Ended[(QueueEnd.Failed, "interrupted")]);
    }

    private static string Begin(JudgeQueue queue, long now = Start) => queue.Begin(queue.Peek(now)!, now);

    private static void Fail(JudgeQueue queue, long now) => queue.Complete(Begin(queue, now), new JudgeOutcome.Unavailable("timeout"), now, 0);

    private static JudgeQueue Reload(JudgeQueue queue) => Saved.Reload(queue.Write, (ref Plimsoll.Aggregation.Encoding.StateReader r) => JudgeQueue.Read(ref r));

    internal static JudgeRequest Wish(string id, JudgePriority priority = JudgePriority.Uniform, long createdMs = 1, string tenant = "t") =>
        new(id, 7, priority, "v1", 0.01, 1, createdMs, new("chat", LengthTercile.Lower), Origins.Of(tenant, endMs: createdMs));
}
