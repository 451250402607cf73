using Plimsoll.Fleet;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>Takes the work of lease holders, behind a fence.</summary>
internal sealed class SimulatedWork(SimulatedWorld world, PlantedBug bug)
{
    public const string Name = "work";

    private readonly Fence _fence = new();
    private long _highestTaken;

    public long Taken { get; private set; }

    public void Take(long token)
    {
        if (!_fence.Admits(token) && bug != PlantedBug.FenceOpen)
            return;
        if (token < _highestTaken)
            world.Violations.Add($"work of token {token} was taken after work of token {_highestTaken}");
        _highestTaken = long.Max(_highestTaken, token);
        Taken++;
    }
}
