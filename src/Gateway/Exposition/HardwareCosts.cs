namespace Plimsoll.Gateway.Exposition;

/// <summary>What the hardware of a component costs where the component itself has no price: from whoever knows the hardware.</summary>
/// <param name="PerHour">Dollars an hour of a component; null where nothing is known.</param>
internal sealed record HardwareCosts(Func<string, double?> PerHour);
