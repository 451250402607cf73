namespace Plimsoll.EndToEnd.Tests.Durability;

/// <summary>A test that mounts a disk; skipped, with the reason, where it may not.</summary>
public sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            Skip = "Only root on Linux may mount a disk of its own";
    }
}
