namespace Plimsoll.Grains;

/// <summary>The leases' store, for members that do not reach it themselves. Any silo answers; the store alone decides.</summary>
[Alias("plimsoll.lease")]
public interface ILeaseGrain : IGrainWithIntegerKey
{
    [Alias("read")]
    Task<LeaseState> ReadAsync(string name);

    /// <param name="next">The record to write; its version is the one that it is to replace.</param>
    /// <returns>What became of it, as a <c>LeaseWrite</c>.</returns>
    [Alias("write")]
    Task<int> WriteAsync(string name, LeaseState next);
}

/// <summary>A lease's record on the wire.</summary>
[GenerateSerializer, Immutable, Alias("plimsoll.lease-state")]
public readonly record struct LeaseState
{
    [Id(0)]
    public string Holder { get; init; }

    [Id(1)]
    public long Token { get; init; }

    [Id(2)]
    public long Renewal { get; init; }

    [Id(3)]
    public long Version { get; init; }
}
