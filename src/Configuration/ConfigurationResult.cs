namespace Plimsoll.Configuration;

/// <param name="Options">Null exactly when there are errors.</param>
/// <param name="Errors">In the order of the file, those of the environment first.</param>
/// <param name="Settings">What was set, defaults left out, in the order it was read.</param>
public sealed record ConfigurationResult(
    PlimsollOptions? Options, IReadOnlyList<ConfigurationError> Errors, IReadOnlyList<ConfigurationSetting> Settings);

/// <param name="Path">For example <c>ingest.max_body_bytes</c>, or the variable's name.</param>
/// <param name="Line">From 1; 0 when the value came from the environment.</param>
/// <param name="Column">From 1; 0 when the value came from the environment.</param>
/// <param name="Message">Names the value and what it may be.</param>
public sealed record ConfigurationError(string Path, int Line, int Column, string Message);

/// <summary>One value that the file or the environment set.</summary>
/// <param name="Value">As written; <c>(hidden)</c> where it could be a secret.</param>
/// <param name="Variable">The environment variable that set it; null for the file.</param>
public sealed record ConfigurationSetting(string Path, string Value, string? Variable);
