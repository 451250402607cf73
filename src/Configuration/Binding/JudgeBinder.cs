using Plimsoll.Configuration.Values;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Configuration.Binding;

/// <summary>
/// The <c>judges</c> section: by a name of the operator's, how the evaluator of a rubric is reached. Keys stand in an
/// environment variable or a file and are never shown.
/// </summary>
internal static class JudgeBinder
{
    private const int MaxJudges = 32;
    private const string BedrockKeyVariable = "AWS_BEARER_TOKEN_BEDROCK";
    private static readonly string[] s_kinds = [.. Enum.GetValues<EvaluatorKind>().Select(Evaluator.Name)];

    public static IReadOnlyList<JudgeSettings> Bind(Section section, IReadOnlyDictionary<string, string> environment)
    {
        var judges = new List<JudgeSettings>();
        foreach (var (name, own) in section.Named())
        {
            if (Names.Plain(name).Error is { } error)
                section.Fail(name, error);
            var judge = Judge(name, own, environment);
            if (judges.Find(j => j.Evaluator == judge.Evaluator) is { } earlier)
                own.Fail("model", $"'{judge.Evaluator}' is judge '{earlier.Name}' too; a rubric could not tell which one it means");
            if (judges.Count == MaxJudges)
                section.Fail(name, $"is one more than the {MaxJudges} judges that there may be");
            judges.Add(judge);
        }
        return judges;
    }

    /// <summary>How one endpoint is reached; the caller has read what else its section may hold.</summary>
    public static JudgeSettings Judge(string name, Section section, IReadOnlyDictionary<string, string> environment)
    {
        var kind = Kind(section);
        var defaults = JudgeSettings.Heuristic;
        var settings = new JudgeSettings(name, Evaluated(section, kind))
        {
            BaseUrl = section.Read<string?>("base_url", null, BaseUrl) is { } url ? new Uri(url) : null,
            Region = section.Read<string?>("region", null, Region),
            Profile = section.Read<string?>("profile", null, Profile),
            Key = Key(section, kind, environment),
            KeyFile = section.Read<string?>("key_file", null, Texts.Path),
            Price = Price(section.Child("price")),
            Timeout = section.Read("timeout", defaults.Timeout, Durations.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10))),
            Concurrency = section.Read("concurrency", defaults.Concurrency, Numbers.Between(1, 256)),
        };
        Check(section, kind);
        section.Finish();
        return settings;
    }

    private static EvaluatorKind? Kind(Section section)
    {
        if (!section.Has("kind"))
            section.Fail("kind", $"is missing; it may be {string.Join(", ", s_kinds)}");
        var at = Array.IndexOf(s_kinds, section.Read("kind", "", Texts.OneOf(s_kinds)));
        return at < 0 ? null : (EvaluatorKind)at;
    }

    private static Evaluator Evaluated(Section section, EvaluatorKind? kind)
    {
        var model = section.Read("model", "", Texts.UpTo(RubricLimits.ModelChars));
        return kind is null or EvaluatorKind.Heuristic ? Evaluator.Heuristic : new(kind.Value, model);
    }

    private static JudgeKey? Key(Section section, EvaluatorKind? kind, IReadOnlyDictionary<string, string> environment)
    {
        var key = section.Read("key_env", "", text => FromVariable(text, environment), secret: true);
        if (key.Length == 0 && kind == EvaluatorKind.Bedrock && !section.Has("key_file") && !section.Has("profile"))
            key = environment.GetValueOrDefault(BedrockKeyVariable, "");
        return key.Length > 0 ? new(key) : null;
    }

    private static JudgePrice Price(Section section)
    {
        var bound = new JudgePrice(
            (decimal)section.Read("input_per_million_tokens", 0d, Numbers.Price), (decimal)section.Read("output_per_million_tokens", 0d, Numbers.Price));
        section.Finish();
        return bound;
    }

    private static void Check(Section section, EvaluatorKind? kind)
    {
        if (kind is EvaluatorKind.OpenAi or EvaluatorKind.Bedrock && !section.Has("model"))
            section.Fail("model", "is missing; scores belong to one pinned model");
        if (kind == EvaluatorKind.OpenAi && !section.Has("base_url"))
            section.Fail("base_url", "is missing; name the server, such as http://127.0.0.1:8000/v1");
        if (section.Has("key_env") && section.Has("key_file"))
            section.Fail("key_file", "stands beside key_env; give one of them");
        if (kind == EvaluatorKind.OpenAi)
            Refuse(section, "is for Bedrock", "region", "profile");
        if (kind == EvaluatorKind.Heuristic)
            Refuse(section, "is for a judge that is asked; the heuristic is none", "model", "base_url", "region", "profile", "key_env", "key_file", "price");
    }

    private static void Refuse(Section section, string why, params string[] keys)
    {
        foreach (var key in keys.Where(section.Has))
            section.Fail(key, why);
    }

    private static Parsed<string> FromVariable(string variable, IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue(variable, out var value) && value.Length > 0
            ? value
            : Parsed<string>.Fail("names an environment variable that is not set");

    private static Parsed<string?> BaseUrl(string text)
    {
        var link = Links.Web(text);
        return link.Error is null && new Uri(text) is { Query: "", Fragment: "", UserInfo: "" }
            ? link
            : Parsed<string?>.Fail("is no http or https address without a query and a password, such as http://127.0.0.1:8000/v1");
    }

    private static Parsed<string?> Region(string text) =>
        text.Length <= 32 && text.Contains('-', StringComparison.Ordinal) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? text
            : Parsed<string?>.Fail($"'{text}' is no region such as eu-central-1");

    private static Parsed<string?> Profile(string text)
    {
        var (value, error) = Texts.UpTo(128)(text);
        return new(value, error);
    }
}
