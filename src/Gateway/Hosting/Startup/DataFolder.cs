namespace Plimsoll.Gateway.Hosting.Startup;

/// <summary>The data directory: made for its owner alone, since journals tell who asked what of which model.</summary>
internal static class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>A directory that is there keeps the permissions that somebody gave it.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }
}
