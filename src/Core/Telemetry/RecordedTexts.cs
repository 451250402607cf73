namespace Plimsoll.Telemetry;

/// <summary>Redacted texts of one request, kept for a sample only.</summary>
/// <param name="Prompt">Null when none was sent.</param>
/// <param name="Response">Null when none was sent.</param>
/// <param name="Context">Retrieved passages, in the order in which they were sent.</param>
/// <param name="Shortened">Whether some of it was left out for its length.</param>
public sealed record RecordedTexts(string? Prompt, string? Response, IReadOnlyList<string> Context, bool Shortened);
