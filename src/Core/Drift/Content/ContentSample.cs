using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Drift.Content;

/// <summary>The answers of one side of a comparison: a window, or the baseline.</summary>
internal sealed class ContentSample
{
    /// <summary>Tokens beyond which a baseline forgets half of them.</summary>
    private const long MostTokens = 1_000_000;

    public TokenCounts Tokens { get; private init; } = new();

    public DirectionReservoir Directions { get; private init; } = new();

    public void Add(AnswerFeatures answer)
    {
        foreach (var token in answer.Tokens)
            Tokens.Add(token);
        if (answer.Direction.Length > 0)
            Directions.Add(answer.Direction);
    }

    /// <summary>Takes a window in that did not drift.</summary>
    public void Renew(ContentSample window)
    {
        Tokens.Merge(window.Tokens);
        if (Tokens.Total > MostTokens)
            Tokens.Halve();
        Directions.Renew(window.Directions);
    }

    public void Write(StateWriter writer)
    {
        Tokens.Write(writer);
        Directions.Write(writer);
    }

    public static ContentSample Read(ref StateReader reader) =>
        new() { Tokens = TokenCounts.Read(ref reader), Directions = DirectionReservoir.Read(ref reader) };
}
