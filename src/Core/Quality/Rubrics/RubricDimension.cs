namespace Plimsoll.Quality.Rubrics;

/// <summary>One thing that an answer is scored on, from 0 (worst) to 1 (best).</summary>
/// <param name="Name">A lower-case word, see <see cref="RubricLimits.IsName"/>.</param>
/// <param name="Instruction">What the judge is to look at.</param>
/// <param name="Anchors">What scores mean, rising; the first at 0, the last at 1.</param>
/// <param name="Weight">Share in the composite, relative to the other dimensions' weights.</param>
/// <param name="Needs">What a record must bring for this to be judged; without it the score is missing.</param>
public sealed record RubricDimension(
    string Name, string Instruction, IReadOnlyList<RubricAnchor> Anchors, double Weight = 1, RubricNeed Needs = RubricNeed.Response);

/// <param name="Score">From 0 to 1.</param>
public sealed record RubricAnchor(double Score, string Meaning);

/// <summary>What must be known beside the response.</summary>
public enum RubricNeed : byte
{
    /// <summary>Nothing more than the response and its prompt.</summary>
    Response,

    /// <summary>The passages that were retrieved for the answer.</summary>
    Context,

    /// <summary>The turns before.</summary>
    Conversation,
}
