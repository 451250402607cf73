namespace Plimsoll.Configuration.Files;

/// <summary>The files that a configuration names: read and checked before anything starts.</summary>
public static class NamedFiles
{
    /// <param name="errors">Receives what is wrong, with file, line and column.</param>
    public static PlimsollOptions Apply(PlimsollOptions options, List<string> errors)
    {
        foreach (var set in options.Golden)
            GoldenFile.Read(set, errors);
        return FixedSetFile.Apply(RubricFile.Apply(options, errors), errors);
    }

    /// <param name="key">Of the configuration, which names the file.</param>
    internal static string? Read(string key, string file, long mostBytes, List<string> errors)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: var length } && length > mostBytes)
                errors.Add($"{key} {file}: has {length} bytes; it may have {mostBytes}");
            else
                return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{key} {file}: {e.Message}");
        }
        return null;
    }
}
