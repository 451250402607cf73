namespace Plimsoll.ComponentHost;

/// <summary>Takes the wish of a component that went back to a checkpoint: the journal above its watermark, again.</summary>
public interface IRedelivery
{
    void Ask(string component);

    /// <summary>Whether all that was received from a time (Unix milliseconds) on can be delivered again; false where that is not known.</summary>
    bool ReachesBackTo(long ms) => false;
}
