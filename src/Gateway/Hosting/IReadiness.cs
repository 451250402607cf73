namespace Plimsoll.Gateway.Hosting;

/// <summary>A part that must be ready before the gateway takes traffic; <c>/readyz</c> asks all that are registered.</summary>
public interface IReadiness
{
    bool Ready { get; }

    /// <summary>What is waited for, in a few words; null when ready.</summary>
    string? Why { get; }
}
