namespace Plimsoll.Fleet;

/// <summary>
/// What the store holds of a lease. It is replaced only on condition that it is still what the writer read.
/// </summary>
/// <param name="Holder">Member that has the lease; empty once it was given back.</param>
/// <param name="Token">Fencing token: rises with every change of holder, so that no two holders share one.</param>
/// <param name="Renewal">Rises with every renewal: others see by its standing still that the holder is gone.</param>
public sealed record LeaseRecord(string Holder, long Token, long Renewal)
{
    public static readonly LeaseRecord None = new("", 0, 0);
}
