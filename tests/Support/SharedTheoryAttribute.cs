namespace Plimsoll.Support;

/// <summary>A theory that needs a file or folder of the shared data; skipped, with the reason, where it is absent.</summary>
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute(params string[] parts) => Skip = new SharedFactAttribute(parts).Skip;
}
