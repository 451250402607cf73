using Plimsoll.Aggregation.Encoding;
using Plimsoll.Comparison;
using Plimsoll.Comparison.Rollout;
using Plimsoll.Core.Tests.Quality;

namespace Plimsoll.Core.Tests.Comparison.Rollout;

public class RolloutGuardTests
{
    private const long Minute = 60_000;
    private const long Start = 1_000_000 * Minute;
    private static readonly RolloutPlan Plan = new();
    private static readonly MeasureComparison Fine = new(ComparedMeasure.Quality, ComparisonVerdict.NotWorse, 0, null, 0.02, null);

    [Fact]
    public void A_version_that_is_not_worse_gets_all_traffic_step_by_step()
    {
        var guard = new RolloutGuard("r1", Plan, Start);
        var now = Start;
        var shares = new List<double>();
        RolloutDecision decision;
        do
        {
            now += 30 * Minute;
            decision = guard.Decide(Evidence(now), now);
            if (decision is RolloutDecision.Promote promote)
                shares.Add(promote.Share);
        }
        while (decision is RolloutDecision.Promote);

        Assert.IsType<RolloutDecision.Complete>(decision);
        Assert.Equal([0.05, 0.25, 0.5, 1], shares);
    }

    public static TheoryData<long, long, ComparisonVerdict> NotYet => new()
    {
        { 29, 500, ComparisonVerdict.NotWorse }, { 30, 499, ComparisonVerdict.NotWorse },
        { 30, 500, ComparisonVerdict.Undecided }, { 30, 500, ComparisonVerdict.Worse },
    };

    [Theory]
    [MemberData(nameof(NotYet))]
    public void Without_time_requests_and_proof_nothing_is_promoted(long minutes, long requests, ComparisonVerdict verdict)
    {
        var guard = new RolloutGuard("r1", Plan, Start);
        var now = Start + minutes * Minute;
        var evidence = Evidence(now) with { CanaryRequests = requests, Comparisons = [Fine, Fine with { Verdict = verdict }] };

        Assert.IsType<RolloutDecision.Hold>(guard.Decide(evidence, now));
    }

    [Fact]
    public void A_guardrail_rolls_back_at_its_number_over_alpha_and_that_is_latched()
    {
        var guard = new RolloutGuard("r1", Plan, Start);
        Assert.IsType<RolloutDecision.Hold>(guard.Decide(WithErrors(199), Start));
        var first = Assert.IsType<RolloutDecision.RollBack>(guard.Decide(WithErrors(200), Start));
        Assert.Equal("guardrail:errors", first.Reason);

        guard = Saved.Reload(guard.Write, (ref StateReader r) => RolloutGuard.Read(ref r, "r1", Plan));
        Assert.Equal(first, guard.Decide(Evidence(Start + Minute), Start + Minute));
        Assert.Equal(0, guard.Share);

        guard.Rearm(Start + 2 * Minute);
        Assert.Equal(0.01, guard.Share);
        Assert.NotEqual(first.EffectId, Assert.IsType<RolloutDecision.RollBack>(guard.Decide(WithErrors(200), Start + 2 * Minute)).EffectId);
    }

    [Fact]
    public void An_alert_of_the_highest_priority_rolls_back() => Assert.Equal(
        "p0", Assert.IsType<RolloutDecision.RollBack>(new RolloutGuard("r1", Plan, Start).Decide(Evidence(Start) with { CanaryP0 = true }, Start)).Reason);

    [Fact]
    public void Missing_telemetry_pauses_and_its_return_goes_on()
    {
        var guard = new RolloutGuard("r1", Plan, Start);
        var now = Start + 40 * Minute;

        Assert.IsType<RolloutDecision.Pause>(guard.Decide(Evidence(now - 6 * Minute), now));
        Assert.IsType<RolloutDecision.Promote>(guard.Decide(Evidence(now), now));
    }

    [Fact]
    public void After_three_days_without_a_verdict_it_is_rolled_back()
    {
        var guard = new RolloutGuard("r1", Plan, Start);
        var end = Start + 72 * 60 * Minute;
        RolloutEvidence Undecided(long now) => Evidence(now) with { Comparisons = [Fine with { Verdict = ComparisonVerdict.Undecided }] };

        Assert.IsType<RolloutDecision.Hold>(guard.Decide(Undecided(end - 1), end - 1));
        Assert.Equal("no_verdict", Assert.IsType<RolloutDecision.RollBack>(guard.Decide(Undecided(end), end)).Reason);
    }

    private static RolloutEvidence WithErrors(double e) => Evidence(Start) with { Guardrails = [new("errors", e), new("quality", 1)] };

    private static RolloutEvidence Evidence(long telemetryMs) => new([], [Fine], 500, 500, telemetryMs, false);
}
