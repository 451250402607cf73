namespace Plimsoll.ComponentHost;

/// <summary>The components that live in this process.</summary>
public interface IResidents
{
    IEnumerable<HostedComponent> All { get; }

    /// <summary>Called once before the clock starts: makes those known that only the store holds.</summary>
    Task FindStoredAsync(CancellationToken cancellationToken);
}
