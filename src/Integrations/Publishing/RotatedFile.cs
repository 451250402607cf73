namespace Plimsoll.Integrations.Publishing;

/// <summary>A file that is written at its end; once it is long enough it gets the name NAME.1, and a new one begins.</summary>
internal static class RotatedFile
{
    public const long MostBytes = 64L << 20;

    /// <exception cref="IOException">The file cannot be opened or moved.</exception>
    public static Stream Open(string path, long mostBytes)
    {
        if (new FileInfo(path) is { Exists: true } file && file.Length >= mostBytes)
            file.MoveTo(path + ".1", overwrite: true);
        return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }
}
