namespace Plimsoll.Configuration.Scraping;

/// <summary>Targets that share labels.</summary>
/// <param name="Targets">host:port.</param>
public sealed record TargetGroup(IReadOnlyList<string> Targets, IReadOnlyDictionary<string, string> Labels);

/// <param name="Groups">Null exactly when there are errors.</param>
public sealed record TargetFile(IReadOnlyList<TargetGroup>? Groups, IReadOnlyList<ConfigurationError> Errors);
