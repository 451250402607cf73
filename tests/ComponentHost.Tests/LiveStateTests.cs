using Plimsoll.Components;

namespace Plimsoll.ComponentHost.Tests;

public class LiveStateTests
{
    private static readonly Guid Journal = Guid.Parse("a2a6e0a0-6f0b-4c7f-9a51-0a8a4f1b2c3d");

    [Fact]
    public void Batch_whose_predecessor_is_missing_finds_the_component_behind() =>
        Assert.True(Fresh(null).IsBehind(Batch(7) with { After = 3 }));

    [Fact]
    public void Batch_that_follows_what_was_applied_does_not()
    {
        var live = Fresh(null);
        live.Component.SetAside(Journal, 3, "made up");
        Assert.False(live.IsBehind(Batch(7) with { After = 3 }));
    }

    [Fact]
    public void Component_that_began_anew_takes_only_what_is_known_to_be_a_journals_first()
    {
        var live = Fresh(new StateReset(true, []));
        Assert.True(live.IsBehind(Batch(7)));
        Assert.False(live.IsBehind(Batch(1) with { After = 0 }));
    }

    [Fact]
    public void Unknown_predecessor_is_no_reason_to_refuse_otherwise() => Assert.False(Fresh(null).IsBehind(Batch(7)));

    [Fact]
    public void What_judges_said_is_dropped_from_the_store_within_the_time_after_a_start_and_after_each_change()
    {
        var (live, within) = (Fresh(null), (long)HostedComponent.ForgetsWithin.TotalMilliseconds);
        Assert.False(live.MustForget(said: 1, nowMs: 1_000));
        Assert.False(live.MustForget(said: 1, nowMs: 999 + within));
        Assert.True(live.MustForget(said: 1, nowMs: 1_000 + within));

        live.Forgot(said: 1, nowMs: 1_000 + within);
        Assert.False(live.MustForget(said: 1, nowMs: 1_000_000 + within));
        Assert.False(live.MustForget(said: 2, nowMs: 999 + 2 * within));
        Assert.True(live.MustForget(said: 2, nowMs: 1_000 + 2 * within));
    }

    [Fact]
    public void Store_of_a_component_that_nobody_judged_is_left_alone()
    {
        var live = Fresh(null);
        Assert.Equal(0, live.Component.SaidVersion);
        Assert.False(live.MustForget(said: 0, nowMs: 0));
        Assert.False(live.MustForget(said: 0, nowMs: long.MaxValue / 2));
    }

    private static LiveState Fresh(StateReset? reset) => new(new InferenceComponent("a", ComponentSettings.Default), null, reset);

    private static DeliveryBatch Batch(long sequence) => new(Journal, sequence, 0, ReadOnlyMemory<byte>.Empty);
}
