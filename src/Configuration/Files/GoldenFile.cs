using Plimsoll.Components.Views;
using Plimsoll.Quality;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Configuration.Files;

/// <summary>The file of a golden set that is asked on a schedule.</summary>
public static class GoldenFile
{
    /// <param name="errors">Receives what is wrong, with file, line and column.</param>
    /// <returns>Null when there is any error.</returns>
    public static GoldenSet? Read(GoldenOptions options, List<string> errors)
    {
        if (NamedFiles.Read($"golden.{options.Name}.file", options.File, GoldenSet.MaxBytes, errors) is not { } text)
            return null;
        List<LineError> wrong = [];
        var set = GoldenSetReader.Read(text, wrong);
        if (set is { NeedsJudge: true } && options.Judge is null)
            wrong.Add(new(0, 0, $"has questions with the score 'judge'; name one under golden.{options.Name}.judge"));
        if (set?.Questions.Count > GoldenFiling.MaxQuestions)
            wrong.Add(new(0, 0, $"has {set.Questions.Count} questions; a set on a schedule may have {GoldenFiling.MaxQuestions}"));
        errors.AddRange(wrong.Select(w => w.In(options.File)));
        return wrong.Count == 0 ? set : null;
    }
}
