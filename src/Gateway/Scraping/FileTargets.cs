using Plimsoll.Configuration.Scraping;
using Plimsoll.Gateway.Hosting.Reloading;

namespace Plimsoll.Gateway.Scraping;

/// <summary>Targets of a job that stand in files. While one cannot be used, all of the job stay as they were.</summary>
internal sealed class FileTargets(ScrapeJob job) : ITargetSource, IReloadable
{
    private const int MaxFiles = 256;
    private const int MaxErrors = 3;

    private volatile IReadOnlyList<ScrapeTarget> _targets = [];
    private volatile string? _problem;

    public string Job => job.Name;
    public string Kind => "file";
    public IReadOnlyList<ScrapeTarget> Targets => _targets;
    public string? Problem => _problem;

    public string Name => "targets";

    /// <summary>What the patterns match now; a pattern that matches nothing stands for itself.</summary>
    public IReadOnlyList<string> Files => [.. job.Files.SelectMany(Expand).Distinct(StringComparer.Ordinal).Take(MaxFiles)];

    public string? Reload()
    {
        var targets = new List<ScrapeTarget>();
        foreach (var file in Files.Where(f => !IsPattern(f)))
        {
            if (Read(file, targets) is { } problem)
                return _problem = problem;
        }
        _targets = targets;
        return _problem = null;
    }

    private string? Read(string file, List<ScrapeTarget> targets)
    {
        try
        {
            var read = TargetFileReader.Read(SmallFile.ReadText(file));
            if (read.Groups is null)
                return string.Join("; ", read.Errors.Take(MaxErrors).Select(e => $"{file}:{e.Line}:{e.Column}: {e.Path}: {e.Message}"));
            targets.AddRange(read.Groups.SelectMany(g => g.Targets.Select(t => new ScrapeTarget(job, t, g.Labels))));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{file}: {e.Message}";
        }
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(pattern));
        if (!IsPattern(pattern) || !Directory.Exists(folder))
            return [pattern];
        var matches = Directory.EnumerateFiles(folder, Path.GetFileName(pattern)).Order(StringComparer.Ordinal).ToList();
        return matches.Count == 0 ? [pattern] : matches;
    }

    private static bool IsPattern(string file) => Path.GetFileName(file).Contains('*', StringComparison.Ordinal);
}
