namespace Plimsoll.ComponentHost.Leases;

public sealed partial class LeaseEvents
{
    [LoggerMessage(LogLevel.Information, "Lease {Lease} is held from now on, token {Token}")]
    private partial void LeaseTaken(string lease, long token);

    [LoggerMessage(LogLevel.Warning, "Lease {Lease} is no longer held, token {Token}")]
    private partial void LeaseLost(string lease, long token);

    [LoggerMessage(LogLevel.Warning, "Lease {Lease} was neither read nor renewed")]
    private partial void LeaseFailed(Exception trouble, string lease);
}
