namespace Plimsoll.Gateway.Hosting.Reloading;

/// <summary>Something that is made from files and can be made anew while the gateway runs.</summary>
internal interface IReloadable
{
    /// <summary>A short word for logs and metrics.</summary>
    string Name { get; }

    IReadOnlyList<string> Files { get; }

    /// <summary>Reads the files again. What was in force stays when they cannot be used.</summary>
    /// <returns>What is wrong with the files, naming the file; null when they are in force.</returns>
    string? Reload();
}
