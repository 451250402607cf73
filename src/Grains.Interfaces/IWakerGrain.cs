namespace Plimsoll.Grains;

/// <summary>Wakes what the store holds and no silo hosts, by a reminder that outlives every silo. One in the cluster, key 0.</summary>
[Alias("plimsoll.waker")]
public interface IWakerGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure of the reminder.</summary>
    [Alias("start")]
    Task StartAsync();
}
