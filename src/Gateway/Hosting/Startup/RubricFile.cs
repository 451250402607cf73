using Plimsoll.Configuration;
using Plimsoll.Configuration.Rubrics;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Gateway.Hosting.Startup;

/// <summary>Reads the rubric that the configuration names, and finds the judge that its evaluator means.</summary>
internal static class RubricFile
{
    public static PlimsollOptions Apply(PlimsollOptions options, List<string> errors)
    {
        if (options.Quality.RubricFile is not { } file || Read(file, errors) is not { } yaml)
            return options;
        var result = RubricReader.Read(yaml);
        errors.AddRange(result.Errors.Select(e => $"{file}:{e.Line}:{e.Column}: {e.Path}: {e.Message}"));
        if (result.Rubric is not { } rubric)
            return options;
        if (options.Judges.Append(JudgeSettings.Heuristic).FirstOrDefault(j => j.Evaluator == rubric.Evaluator) is not { } judge)
        {
            errors.Add($"{file}: evaluator: '{rubric.Evaluator}' is none of the judges: name it under judges in plimsoll.yaml");
            return options;
        }
        return options with { Quality = options.Quality with { Rubric = rubric, Judge = judge } };
    }

    private static string? Read(string file, List<string> errors)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"quality.rubric_file {file}: {e.Message}");
            return null;
        }
    }
}
