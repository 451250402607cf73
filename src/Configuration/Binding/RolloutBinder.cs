using Plimsoll.Alerting.Delivery;
using Plimsoll.Comparison.Rollout;
using Plimsoll.Comparison.Sides;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>The <c>rollout</c> of a component: what is new, what may not become worse, and where a rollback is posted.</summary>
internal static class RolloutBinder
{
    private const int MostNameChars = 256;
    private const int MostRequests = 1_000_000_000;
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);

    public static RolloutSettings? Bind(Section component, IReadOnlyDictionary<string, string> environment)
    {
        if (!component.Has("rollout"))
            return null;
        var section = component.Child("rollout");
        var usual = new RolloutSettings(Version(section, "baseline"), Version(section, "candidate"));
        var bound = usual with
        {
            By = section.Read("by", usual.By, Texts.OneOf([.. RolloutSettings.Dimensions])),
            Guardrails = section.ReadList("guardrails", usual.Guardrails, RolloutSettings.Measures.Count, Texts.OneOf([.. RolloutSettings.Measures])),
            Margins = Margins(section.Child("margins"), usual.Margins),
            Plan = Plan(section, usual.Plan),
            Webhook = section.Read("webhook_env", "", text => Webhook(text, environment), secret: true) is { Length: > 0 } url ? new ChannelSecret(url) : null,
        };
        section.Finish();
        if (bound.Baseline == bound.Candidate && bound.Baseline.Length > 0)
            section.Fail("candidate", "is the baseline; it must be another");
        return bound;
    }

    private static string Version(Section section, string key)
    {
        if (!section.Has(key))
            section.Fail(key, "is missing");
        return section.Read(key, "", Texts.UpTo(MostNameChars));
    }

    private static ComparisonMargins Margins(Section section, ComparisonMargins usual)
    {
        var bound = new ComparisonMargins(
            section.Read("errors", usual.Errors, Numbers.PositiveUpTo(1)), section.Read("latency", usual.Latency, Numbers.PositiveUpTo(1)),
            section.Read("cost", usual.Cost, Numbers.PositiveUpTo(1)), section.Read("quality", usual.Quality, Numbers.PositiveUpTo(1)));
        section.Finish();
        return bound;
    }

    private static RolloutPlan Plan(Section section, RolloutPlan usual) => usual with
    {
        MinStep = section.Read("min_step", usual.MinStep, Durations.Between(TimeSpan.FromMinutes(1), s_longest)),
        MinRequests = section.Read("min_requests", (int)usual.MinRequests, Numbers.Between(1, MostRequests)),
        MaxDuration = section.Read("max_duration", usual.MaxDuration, Durations.Between(TimeSpan.FromMinutes(1), s_longest)),
    };

    /// <summary>The URL may hold a secret, so it stands in the environment, and errors do not repeat it.</summary>
    private static Parsed<string> Webhook(string variable, IReadOnlyDictionary<string, string> environment)
    {
        if (!environment.TryGetValue(variable, out var value) || value.Length == 0)
            return Parsed<string>.Fail("names an environment variable that is not set");
        var (url, error) = Links.Web(value);
        return error is null ? url! : Parsed<string>.Fail($"names an environment variable whose value {error}");
    }
}
