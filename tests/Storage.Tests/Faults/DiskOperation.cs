namespace Plimsoll.Storage.Tests.Faults;

internal enum DiskOperation
{
    CreateDirectory,
    Create,
    Open,
    Write,
    Flush,
    SetLength,
    Rename,
    Delete,
    FlushDirectory,
}

/// <summary>The machine is off: nothing works any more.</summary>
internal sealed class PowerCutException() : Exception("The power is gone");
