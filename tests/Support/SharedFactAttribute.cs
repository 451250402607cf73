namespace Plimsoll.Support;

/// <summary>A test that needs a file or folder of the shared data; skipped, with the reason, where it is absent.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(params string[] parts)
    {
        if (SharedData.TryPath(parts) is null)
            Skip = $"No {string.Join('/', parts)} in PLIMSOLL_SHARED or ../shared";
    }
}
