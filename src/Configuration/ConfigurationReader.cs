namespace Plimsoll.Configuration;

/// <summary>Reads <c>plimsoll.yaml</c> and the environment into <see cref="PlimsollOptions"/>, collecting every error.</summary>
public static class ConfigurationReader
{
    /// <param name="yaml">Text of the file; null for none.</param>
    /// <param name="environment">Variables; those that begin with <c>PLIMSOLL__</c> override the file.</param>
    public static ConfigurationResult Read(string? yaml, IReadOnlyDictionary<string, string> environment) =>
        throw new NotImplementedException();
}

/// <param name="Options">Null exactly when there are errors.</param>
public sealed record ConfigurationResult(PlimsollOptions? Options, IReadOnlyList<ConfigurationError> Errors);

/// <param name="Path">For example <c>ingest.max_body_bytes</c>, or the variable's name.</param>
/// <param name="Line">From 1; 0 when the value came from the environment.</param>
public sealed record ConfigurationError(string Path, int Line, int Column, string Message);
