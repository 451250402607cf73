namespace Plimsoll.Configuration.Tests.Binding;

public class RolloutBinderTests
{
    private static readonly (string, string) s_hook = ("ROLLBACK_URL", "https://deploy.example.com/rollback?token=hush");

    [Fact]
    public void A_rollout_names_two_versions_and_the_rest_has_defaults()
    {
        var options = Reading.Valid("components: { a: { rollout: { baseline: v1, candidate: v2 } }, b: {} }\n");

        var rollout = options.SettingsFor("a").Rollout!;
        Assert.Equal(("model_version", "v1", "v2", 0.02, 500), (rollout.By, rollout.Baseline, rollout.Candidate, rollout.Margins.Quality, rollout.Plan.MinRequests));
        Assert.Equal(["errors", "ttft", "total_latency", "quality"], rollout.Guardrails);
        Assert.Null(rollout.Webhook);
        Assert.Null(options.SettingsFor("b").Rollout);
    }

    [Fact]
    public void Everything_of_a_rollout_is_read_and_the_webhook_shows_itself_to_nobody()
    {
        var options = Reading.Valid(
            "components: { a: { rollout: { by: variant, baseline: blue, candidate: green, guardrails: [errors, cost], margins: { cost: 0.1 }, min_step: 10m, min_requests: 50, max_duration: 6h, webhook_env: ROLLBACK_URL } } }\n", s_hook);

        var rollout = options.SettingsFor("a").Rollout!;
        Assert.Equal(("variant", 0.1, 0.05, 50), (rollout.By, rollout.Margins.Cost, rollout.Margins.Latency, rollout.Plan.MinRequests));
        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromHours(6)), (rollout.Plan.MinStep, rollout.Plan.MaxDuration));
        Assert.Equal(["errors", "cost"], rollout.Guardrails);
        Assert.Equal(s_hook.Item2, rollout.Webhook!.Reveal());
        Assert.DoesNotContain("hush", rollout.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("components: { a: { rollout: { baseline: v1 } } }\n", "components.a.rollout.candidate: is missing")]
    [InlineData("components: { a: { rollout: { baseline: v1, candidate: v1 } } }\n", "components.a.rollout.candidate: is the baseline; it must be another")]
    [InlineData("components: { '*': { rollout: { baseline: v1, candidate: v2 } } }\n", "components.*.rollout: stands under a component's own name")]
    [InlineData("components: { a: { rollout: { baseline: v1, candidate: v2, guardrails: [speed] } } }\n", "components.a.rollout.guardrails[0]: 'speed' is not one of errors, ttft, total_latency, cost, quality")]
    [InlineData("components: { a: { rollout: { baseline: v1, candidate: v2, webhook_env: GONE } } }\n", "components.a.rollout.webhook_env: names an environment variable that is not set")]
    [InlineData("components: { a: { rollout: { baseline: v1, candidate: v2, webhook_env: WRONG } } }\n", "components.a.rollout.webhook_env: names an environment variable whose value is no http or https URL of at most 2000 characters")]
    public void A_broken_rollout_is_reported(string yaml, string error) =>
        Assert.EndsWith(error, Reading.Error(yaml, ("WRONG", "ftp://hush")), StringComparison.Ordinal);
}
