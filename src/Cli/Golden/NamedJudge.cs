using Plimsoll.Configuration;
using Plimsoll.Integrations.Judges;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Cli.Golden;

/// <summary>A judge by its name in a configuration.</summary>
internal static class NamedJudge
{
    /// <summary>Null, with errors added, for one that cannot be had.</summary>
    public static async Task<IJudge?> MakeAsync(CliHost host, FileInfo file, string name, List<string> errors, CancellationToken cancellation)
    {
        var read = ConfigurationReader.Read(await File.ReadAllTextAsync(file.FullName, cancellation), host.Environment);
        errors.AddRange(read.Errors.Select(e => $"{file}: {e.Path}: {e.Message}"));
        if (read.Options is null)
            return null;
        if (read.Options.Judges.FirstOrDefault(j => j.Name == name) is not { } settings)
        {
            errors.Add($"{file}: there is no judge '{name}'; there are: {string.Join(", ", read.Options.Judges.Select(j => j.Name))}");
            return null;
        }
        try
        {
            if (JudgeFactory.Create(settings, host.Time) is { } judge)
                return judge;
            errors.Add($"--judge: '{name}' is a heuristic and cannot compare an answer with another");
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            errors.Add(e.Message);
        }
        return null;
    }
}
