using Plimsoll.Storage.Journal;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Pipeline;

public class IntakeTests
{
    [Fact]
    public async Task Repeated_batch_is_all_duplicates_and_journals_nothing()
    {
        await using var rig = new PipelineRig();
        await rig.SubmitAsync("a", "1");
        var again = rig.Intake.Admit(Rows.Batch(Rows.Record("a", "1")), Rows.NowMs);
        Assert.Empty(again.Pending);
        Assert.Equal(1, again.Duplicates);
        Assert.Equal(1, rig.Log.LastSequence);
    }

    [Fact]
    public async Task Halves_of_a_batch_are_deduplicated_against_each_other_and_both_delivered()
    {
        await using var rig = new PipelineRig();
        var batch = Rows.Batch(Rows.Record("a", "1"), Rows.Record("a", "2"));
        batch.Other.Add(Rows.Record("a", "2"));
        batch.Other.Add(Rows.Record("a", "3"));

        var admission = rig.Intake.Admit(batch, Rows.NowMs);
        await Task.WhenAll(admission.Pending.Select(p => p.Settled));

        Assert.Equal((4, 1, 2L), (batch.Count, admission.Duplicates, rig.Log.LastSequence));
        await Eventually.TrueAsync(() => rig["a"].Applied.Count == 2, "both halves are delivered");
        batch.Clear();
        Assert.Equal(0, batch.Count);
        Assert.Empty(batch.Halves);
    }

    [Fact]
    public async Task Partly_repeated_batch_journals_only_what_is_new()
    {
        await using var rig = new PipelineRig();
        await rig.SubmitAsync("a", "1");
        var batch = Rows.Batch(Rows.Record("a", "1"), Rows.Record("a", "2"), Rows.Record("b", "3"), Rows.Record("b", "3"));

        var admission = rig.Intake.Admit(batch, Rows.NowMs);
        await admission.Pending.Single().Settled;

        Assert.Equal(2, admission.Duplicates);
        var parts = new List<JournalPart>();
        var keys = new List<UInt128>();
        foreach (var entry in rig.Log.ReadFrom(2))
        {
            Assert.True(JournalEntry.TryReadParts(entry.Payload.ToArray(), parts, out _));
            Assert.True(JournalEntry.TryReadDedupKeys(entry.Payload, keys, out _));
        }
        Assert.Equal(["2"], Rows.Ids(parts.Single(p => p.Component == "a").Batch.Span));
        Assert.Equal(["3"], Rows.Ids(parts.Single(p => p.Component == "b").Batch.Span));
        Assert.Equal(2, keys.Count);
    }

    [Fact]
    public async Task Duplicate_waits_for_what_it_repeats()
    {
        await using var rig = new PipelineRig();
        var first = rig.Intake.Admit(Rows.Batch(Rows.Record("a", "1")), Rows.NowMs);
        var second = rig.Intake.Admit(Rows.Batch(Rows.Record("a", "1")), Rows.NowMs);
        // The first may have settled already; if it has not, it is what the second waits for.
        Assert.All(second.Repeated, task => Assert.Same(first.Pending.Single().Settled, task));
        Assert.True(second.Repeated.Length == 1 || first.Pending.Single().Settled.IsCompleted);
        Assert.Equal(AppendOutcome.Durable, await first.Pending.Single().Settled);
    }

    [Fact]
    public async Task Refused_batch_gives_its_ids_back_so_that_the_retry_is_new()
    {
        await using var rig = new PipelineRig(maxJournalBytes: 200);
        var ids = Enumerable.Range(0, 50).Select(i => $"{i}").ToList();
        var refused = new List<string>();
        foreach (var id in ids)
        {
            if (await rig.SubmitAsync("a", id) == AppendOutcome.Full)
                refused.Add(id);
        }
        Assert.NotEmpty(refused);
        var retry = rig.Intake.Admit(Rows.Batch([.. refused.Select(id => Rows.Record("a", id))]), Rows.NowMs);
        Assert.Equal(0, retry.Duplicates);
        Assert.Equal(AppendOutcome.Full, await retry.Pending.Single().Settled);
        await rig.Backlog.FallenToAsync(0);
    }

    [Fact]
    public async Task Closed_intake_admits_nothing()
    {
        var rig = new PipelineRig();
        await rig.DisposeAsync();
        var admission = rig.Intake.Admit(Rows.Batch(Rows.Record("a", "1")), Rows.NowMs);
        Assert.Empty(admission.Pending);
        Assert.Equal(AppendOutcome.Closed, await admission.Repeated.Single());
        Assert.Equal(0, rig.Backlog.Bytes);
    }

    [Fact]
    public async Task Many_clients_that_send_everything_twice_are_counted_once()
    {
        await using var rig = new PipelineRig();
        var admitted = 0;
        await Parallel.ForAsync(0, 400, async (i, _) =>
        {
            var batch = Rows.Batch([.. Enumerable.Range(i / 2 * 10, 10).Select(n => Rows.Record($"c{n % 3}", $"{n}"))]);
            var admission = rig.Intake.Admit(batch, Rows.NowMs);
            if (admission.Pending is [var pending])
                await pending.Settled;
            Interlocked.Add(ref admitted, 10 - admission.Duplicates);
        });
        Assert.Equal(2000, admitted);
    }
}
