using System.CommandLine;
using Plimsoll.Anomaly;
using Plimsoll.Anomaly.Methods;

namespace Plimsoll.Cli.Detection;

/// <summary>How <c>plimsoll detect</c> is asked to score.</summary>
/// <param name="Period">Null for methods that have none.</param>
/// <param name="Columns">More than one: they are scored together.</param>
internal sealed record DetectOptions(DetectionMethod Method, int? Period, IReadOnlyList<string> Columns)
{
    private static readonly Dictionary<string, DetectionMethod> s_methods = new()
    {
        ["short-memory"] = DetectionMethod.ShortMemory,
        ["robust"] = DetectionMethod.Robust,
        ["spot"] = DetectionMethod.Spot,
        ["holt-winters"] = DetectionMethod.HoltWinters,
        ["page-hinkley"] = DetectionMethod.PageHinkley,
    };

    private static readonly Option<string> s_method = new("--method")
    {
        Description = $"How to score: {string.Join(", ", s_methods.Keys)}",
        DefaultValueFactory = _ => "short-memory",
    };

    private static readonly Option<int?> s_period = new("--period") { Description = "Rows after which the series repeats itself, for holt-winters" };

    private static readonly Option<string> s_columns = new("--columns")
    {
        Description = "Columns that are scored together, such as ttft,tokens,queue",
        DefaultValueFactory = _ => "value",
    };

    static DetectOptions() => s_method.AcceptOnlyFromAmong([.. s_methods.Keys]);

    public bool IsJoint => Columns.Count > 1;

    public static void AddTo(Command command)
    {
        command.Add(s_method);
        command.Add(s_period);
        command.Add(s_columns);
    }

    /// <summary>What was asked for, or what is wrong with it.</summary>
    public static (DetectOptions? Options, string? Error) Of(ParseResult parsed)
    {
        var method = s_methods[parsed.GetRequiredValue(s_method)];
        var period = parsed.GetValue(s_period);
        string[] columns = [.. parsed.GetRequiredValue(s_columns).Split(',', StringSplitOptions.TrimEntries)];
        return Error(method, period, columns) is { } error ? (null, error) : (new(method, period, columns), null);
    }

    private static string? Error(DetectionMethod method, int? period, string[] columns)
    {
        if (columns.Contains("") || columns.Distinct(StringComparer.OrdinalIgnoreCase).Count() < columns.Length || columns.Length > JointScorer.MostWidth)
            return $"--columns '{string.Join(',', columns)}' is not a list of up to {JointScorer.MostWidth} different columns";
        if (columns.Length > 1 && method != DetectionMethod.ShortMemory)
            return "--method is for one column: several are scored together in a way of their own";
        if (period is not null && method != DetectionMethod.HoltWinters)
            return "--period is for --method holt-winters";
        return method == DetectionMethod.HoltWinters && !(period >= 2 && period <= SeriesScorer.MostPeriod)
            ? $"--method holt-winters needs a --period from 2 to {SeriesScorer.MostPeriod}" : null;
    }
}
