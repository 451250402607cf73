namespace Plimsoll.Quality.Golden;

/// <summary>A question whose right answer is known.</summary>
/// <param name="Id">Unique in its set; by it a run is compared with the one before.</param>
/// <param name="Prompt">What the model is asked.</param>
/// <param name="Check">How its answer is scored.</param>
/// <param name="Group">Questions of one group ask the same in other words; null for one that stands alone.</param>
/// <param name="System">Instruction that goes before; null for none.</param>
public sealed record GoldenQuestion(string Id, string Prompt, GoldenCheck Check, string? Group = null, string? System = null);
