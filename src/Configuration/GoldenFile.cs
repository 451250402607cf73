using Plimsoll.Components.Views;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Configuration;

/// <summary>The file of a golden set that is asked on a schedule.</summary>
public static class GoldenFile
{
    /// <param name="errors">Receives what is wrong, with the file and the line.</param>
    /// <returns>Null when there is any error.</returns>
    public static GoldenSet? Read(GoldenOptions options, List<string> errors)
    {
        if (Text(options, errors) is not { } text)
            return null;
        List<string> wrong = [];
        var set = GoldenSetReader.Read(text, wrong);
        if (set is { NeedsJudge: true } && options.Judge is null)
            wrong.Add($"has questions with the score 'judge'; name one under golden.{options.Name}.judge");
        if (set?.Questions.Count > GoldenFiling.MaxQuestions)
            wrong.Add($"has {set.Questions.Count} questions; a set on a schedule may have {GoldenFiling.MaxQuestions}");
        errors.AddRange(wrong.Select(w => $"{options.File}: {w}"));
        return wrong.Count == 0 ? set : null;
    }

    private static string? Text(GoldenOptions options, List<string> errors)
    {
        try
        {
            if (new FileInfo(options.File) is { Exists: true, Length: > GoldenSet.MaxBytes } large)
                errors.Add($"{options.File}: has {large.Length} bytes; it may have {GoldenSet.MaxBytes}");
            else
                return File.ReadAllText(options.File);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"golden.{options.Name}.file {options.File}: {e.Message}");
        }
        return null;
    }
}
