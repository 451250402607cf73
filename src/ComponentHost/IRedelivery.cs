namespace Plimsoll.ComponentHost;

/// <summary>Takes the wish of a component that went back to a checkpoint: the journal above its watermark, again.</summary>
public interface IRedelivery
{
    void Ask(string component);
}
