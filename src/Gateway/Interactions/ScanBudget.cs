namespace Plimsoll.Gateway.Interactions;

/// <summary>Bytes of the journal that one call may read.</summary>
internal sealed class ScanBudget(long bytes)
{
    public long Left { get; private set; } = bytes;

    public long Used { get; private set; }

    public void Take(long read)
    {
        Left -= read;
        Used += read;
    }
}
