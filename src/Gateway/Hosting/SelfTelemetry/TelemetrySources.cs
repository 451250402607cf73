namespace Plimsoll.Gateway.Hosting.SelfTelemetry;

/// <summary>Meters and activity sources that are exported; a host adds those of what it runs on.</summary>
internal sealed record TelemetrySources(IReadOnlyList<string> Meters, IReadOnlyList<string> Activities)
{
    public static TelemetrySources OfGateway { get; } = new(
        ["Plimsoll.Gateway", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"], ["Microsoft.AspNetCore"]);
}
