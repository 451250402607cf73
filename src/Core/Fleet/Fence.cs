namespace Plimsoll.Fleet;

/// <summary>On the side that takes work: refuses a holder whose successor was heard already.</summary>
public sealed class Fence
{
    /// <summary>Highest token heard; 0 for none.</summary>
    public long Highest { get; private set; }

    public bool Admits(long token)
    {
        if (token < Highest)
            return false;
        Highest = token;
        return true;
    }
}
