using Plimsoll.Quality;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Cli.Golden;

/// <summary>Answers of a run with their texts, as a file that is its owner's alone.</summary>
internal static class AnswersFile
{
    public static async Task WriteAsync(FileInfo file, IEnumerable<AnsweredQuestion> answers, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(file.FullName, options) { NewLine = "\n" };
        foreach (var answer in answers.OrderBy(a => a.Id, StringComparer.Ordinal))
            await writer.WriteLineAsync(GoldenAnswers.Line(answer).AsMemory(), cancellation);
    }

    /// <summary>By id; null, with errors added, for a file that is broken.</summary>
    public static async Task<IReadOnlyDictionary<string, AnsweredQuestion>?> ReadAsync(FileInfo file, List<string> errors, CancellationToken cancellation)
    {
        if (file.Length > GoldenSet.MaxBytes)
        {
            errors.Add($"{file}: has {file.Length} bytes; it may have {GoldenSet.MaxBytes}");
            return null;
        }
        List<LineError> wrong = [];
        var answers = GoldenAnswers.Read(await File.ReadAllTextAsync(file.FullName, cancellation), wrong);
        errors.AddRange(wrong.Select(w => w.In(file.ToString())));
        return answers?.ToDictionary(a => a.Id, StringComparer.Ordinal);
    }
}
