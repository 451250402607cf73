using Plimsoll.Configuration.Rubrics;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Configuration.Files;

/// <summary>Reads the rubric that the configuration names, and finds the judge that its evaluator means.</summary>
internal static class RubricFile
{
    private const long MaxBytes = 1 << 20;

    public static PlimsollOptions Apply(PlimsollOptions options, List<string> errors)
    {
        if (options.Quality.RubricFile is not { } file || NamedFiles.Read("quality.rubric_file", file, MaxBytes, errors) is not { } yaml)
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
}
