namespace Plimsoll.Integrations.Scrape.Kubernetes;

/// <summary>A pod that runs and has an address.</summary>
public sealed record Pod(
    string Namespace,
    string Name,
    string Address,
    string? Node,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Annotations,
    IReadOnlyList<PodPort> Ports);

/// <param name="Name">Empty where it has none.</param>
public sealed record PodPort(string Container, string Name, int Number);
