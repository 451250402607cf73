using System.Text.Json;
using Plimsoll.Comparison.Rollout;
using Plimsoll.Components;
using Plimsoll.Components.Rollouts;
using Plimsoll.Components.Views;
using Plimsoll.Effects;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Rollouts;

public class RolloutWatchTests
{
    private static readonly RolloutSettings s_rollout = new("v1", "v2") { Plan = new() { MinStep = TimeSpan.FromMinutes(1), MinRequests = 100 } };
    private static readonly ComponentSettings s_settings = new() { Rollout = s_rollout };

    private readonly BlockStore _store = new();
    private Feed _feed = new(s_settings);
    private long _now = Feed.T0;

    [Fact]
    public void Rollout_waits_for_the_candidates_first_request()
    {
        Minutes(5, "v1");
        Assert.Equal(("waiting", null), (View.State, View.Share));

        Minutes(1, "v2");
        Assert.Equal(("running", 0.01), (View.State, View.Share));
    }

    [Fact]
    public void Candidate_that_fails_more_is_rolled_back_and_told_once()
    {
        Minutes(2, "v1", "v2");
        Minutes(10, "v1", "v2!");

        var effect = Assert.Single(Rollbacks);
        Assert.Equal(("rollback:chat/model_version/v1/v2:1", EffectPriority.P0), (effect.Id, effect.Priority));
        var payload = JsonDocument.Parse(effect.Payload).RootElement;
        Assert.Equal(
            ["rollback:chat/model_version/v1/v2:1", "chat", "model_version", "v1", "v2", "guardrail:errors"],
            ((string[])["id", "component", "by", "baseline", "candidate", "reason"]).Select(n => payload.GetProperty(n).GetString()));
        Assert.Equal(("rolled_back", "guardrail:errors", 0), (View.State, View.Reason, View.Share));

        _feed.Component.Acknowledge(effect.Id);
        Minutes(60, "v1", "v2");
        Assert.Empty(Rollbacks);
        Assert.Equal("rolled_back", View.State);
    }

    [Fact]
    public void Rollback_and_the_evidence_before_it_survive_a_reload()
    {
        Minutes(2, "v1", "v2");
        Minutes(1, "v1", "v2!");
        var before = View;
        Reload();
        Minutes(10, "v1", "v2!");
        Assert.True(before.Guardrails.Single(g => g.Name == "errors").EValue > 1);
        var told = Assert.Single(Rollbacks);

        Reload();
        Assert.Equal(told.Id, Assert.Single(Rollbacks).Id);
        _feed.Component.Acknowledge(told.Id);
        Reload();
        Minutes(2, "v1", "v2!");
        Assert.Empty(Rollbacks);
        Assert.Equal("rolled_back", View.State);
    }

    [Fact]
    public void Only_a_person_arms_it_again_and_a_rollback_not_yet_told_is_withdrawn()
    {
        Assert.Equal("no_rollout", _feed.Component.RearmRollout(_now).Refused);
        Minutes(2, "v1", "v2");
        Assert.Equal("not_rolled_back", _feed.Component.RearmRollout(_now).Refused);
        Minutes(10, "v1", "v2!");
        Assert.Single(Rollbacks);

        Assert.Null(_feed.Component.RearmRollout(_now).Refused);
        Assert.Empty(Rollbacks);
        Minutes(2, "v1", "v2");
        Assert.Equal("running", View.State);
        Minutes(10, "v1", "v2!");
        Assert.Equal("rollback:chat/model_version/v1/v2:2", Assert.Single(Rollbacks).Id);
    }

    [Fact]
    public void What_stood_at_the_arming_does_not_roll_back_again_by_itself()
    {
        Minutes(20, "v1", "v2~");
        Assert.StartsWith("guardrail:t", View.Reason, StringComparison.Ordinal);

        _feed.Component.RearmRollout(_now);
        Reload();
        Minutes(5, "v1", "v2~");
        Assert.Equal("running", View.State);
    }

    [Fact]
    public void Candidate_that_is_as_good_goes_on_step_by_step()
    {
        Minutes(120, "v1", "v2");

        Assert.Equal("complete", View.State);
        Assert.Empty(Rollbacks);
    }

    [Fact]
    public void Missing_telemetry_of_the_candidate_pauses()
    {
        Minutes(2, "v1", "v2");
        Minutes(7, "v1");

        Assert.Equal("paused", View.State);
    }

    [Fact]
    public void Another_candidate_begins_anew()
    {
        Minutes(10, "v1", "v2", "v3");
        Minutes(10, "v1", "v2!", "v3");
        Assert.Equal("rolled_back", View.State);

        Reload(new() { Rollout = s_rollout with { Candidate = "v3" } });
        Minutes(1, "v1", "v3");
        Assert.Equal(("running", "v3"), (View.State, View.Candidate));
        Reload(new() { Rollout = s_rollout with { Candidate = "v9" } });
        Minutes(1, "v1");
        Assert.Equal("waiting", View.State);
    }

    [Fact]
    public void Rollout_that_is_no_longer_configured_is_shown_and_stored_no_more()
    {
        Minutes(2, "v1", "v2");
        Reload(ComponentSettings.Default);
        Minutes(1, "v1");

        Assert.Null(_feed.View(_now).Rollout);
        _store.Commit(_feed.Component.Save(0));
        Assert.DoesNotContain(_store.Names, n => n.StartsWith("rollout/", StringComparison.Ordinal));
    }

    private RolloutView View => _feed.View(_now).Rollout!;

    private IEnumerable<Effect> Rollbacks => _feed.Component.PendingEffects.Where(e => e.Kind == Rollback.Kind);

    /// <summary>A hundred requests of each version every minute: with <c>!</c> a third of them fails, with <c>~</c> they are slow.</summary>
    private void Minutes(int minutes, params string[] versions)
    {
        for (; minutes > 0; minutes--)
        {
            _feed.Send(_now, versions.SelectMany(v => Enumerable.Range(0, 100).Select(i => Feed.Request(_now - i, r => Fill(r, v, i)))));
            _feed.Component.Tick(_now += Feed.Minute);
        }
    }

    private static void Fill(InferenceRecord record, string version, int i)
    {
        record.ModelVersion = version.TrimEnd('!', '~');
        record.ErrorType = i < 1 || (version.EndsWith('!') && i % 3 == 0) ? "timeout" : null;
        record.TotalLatencyMs = (version.EndsWith('~') ? 3_000 : 1_000) + i;
        record.TtftMs = 200 + i / 10;
    }

    private void Reload(ComponentSettings? settings = null)
    {
        _store.Commit(_feed.Component.Save(0));
        _feed = new(_store.Load(settings ?? s_settings));
    }
}
