using Plimsoll.Configuration.Values;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Configuration.Binding;

/// <summary>The section <c>golden</c>: by a name of the operator's, a set, whom it is asked, and when.</summary>
internal static class GoldenBinder
{
    private const int MaxSets = 32;
    private const int MaxSetsOfOne = 8;
    private const int MaxConcurrency = 64;
    private const int MaxNameChars = 256;
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    public static IReadOnlyList<GoldenOptions> Bind(Section section, IReadOnlyList<JudgeSettings> judges, IReadOnlyDictionary<string, string> environment)
    {
        var sets = new List<GoldenOptions>();
        foreach (var (name, own) in section.Named())
        {
            if (Names.Plain(name).Error is { } error)
                section.Fail(name, error);
            var set = Set(name, own, judges, environment);
            if (sets.Count == MaxSets)
                section.Fail(name, $"is one more than the {MaxSets} golden sets that there may be");
            if (sets.Count(s => s.Component == set.Component) == MaxSetsOfOne)
                own.Fail("component", $"'{set.Component}' has {MaxSetsOfOne} sets already, the most that there may be of one component");
            sets.Add(set);
        }
        return sets;
    }

    private static GoldenOptions Set(string name, Section section, IReadOnlyList<JudgeSettings> judges, IReadOnlyDictionary<string, string> environment)
    {
        var usual = new GoldenOptions(name, Needed(section, "component"), Needed(section, "file"));
        var set = usual with
        {
            Endpoint = section.Read<string?>("endpoint", null, Links.Web) is { } url ? new Uri(url) : null,
            Model = Text(section, "model"),
            Key = section.Read("key_env", "", text => Variable(text, environment), secret: true) is { Length: > 0 } key ? new(key) : null,
            SageMaker = Text(section, "sagemaker"),
            InferenceComponent = Text(section, "inference_component"),
            Region = Text(section, "region"),
            Profile = Text(section, "profile"),
            Judge = Text(section, "judge") is { } judge ? Judge(section, judge, judges) : null,
            Every = section.Read("every", usual.Every, Durations.Between(s_shortest, s_longest)),
            At = section.Read("at", usual.At, DayTimes.Read),
            Concurrency = section.Read("concurrency", usual.Concurrency, Numbers.Between(1, MaxConcurrency)),
            MaxDrop = section.Read("max_drop", usual.MaxDrop, Numbers.Ratio),
        };
        Check(section);
        section.Finish();
        return set;
    }

    private static void Check(Section section)
    {
        if (section.Has("endpoint") == section.Has("sagemaker"))
        {
            section.Fail("endpoint", "give either endpoint with model, or sagemaker");
            return;
        }
        if (section.Has("endpoint") && !section.Has("model"))
            section.Fail("model", "is missing; the endpoint is asked for one");
        string[] others = section.Has("sagemaker") ? ["model", "key_env"] : ["inference_component", "region", "profile"];
        foreach (var key in others.Where(section.Has))
            section.Fail(key, section.Has("sagemaker") ? "is for endpoint" : "is for sagemaker");
    }

    private static JudgeSettings? Judge(Section section, string name, IReadOnlyList<JudgeSettings> judges)
    {
        var judge = judges.FirstOrDefault(j => j.Name == name);
        if (judge is null)
            section.Fail("judge", $"'{name}' is none of the judges; there are: {string.Join(", ", judges.Select(j => j.Name))}");
        else if (judge.Evaluator.IsHeuristic)
            section.Fail("judge", $"'{name}' is a heuristic and cannot compare an answer with a reference");
        return judge;
    }

    private static string Needed(Section section, string key)
    {
        if (!section.Has(key))
            section.Fail(key, "is missing");
        return Text(section, key) ?? "";
    }

    private static string? Text(Section section, string key) =>
        section.Read(key, "", Texts.UpTo(key == "file" ? 4096 : MaxNameChars)) is { Length: > 0 } text ? text : null;

    private static Parsed<string> Variable(string variable, IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue(variable, out var value) && value.Length > 0
            ? value
            : Parsed<string>.Fail("names an environment variable that is not set");
}
