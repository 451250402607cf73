using System.Security.Cryptography;
using System.Text;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Quality.Fixed;

/// <summary>
/// Answers that never change, judged again and again: a shift of their scores comes from the evaluator. Pairs of answers
/// are shown in both orders: who prefers the first whatever it says is biased.
/// </summary>
public sealed class FixedSet
{
    public const int MinAnswers = 10;
    public const int MaxAnswers = 100;
    public const int MaxPairs = 50;

    /// <exception cref="ArgumentException">There are too few or too many of them.</exception>
    public FixedSet(IReadOnlyList<FixedAnswer> answers, IReadOnlyList<FixedPair> pairs)
    {
        if (answers.Count is < MinAnswers or > MaxAnswers || pairs.Count > MaxPairs)
            throw new ArgumentException($"{answers.Count} answers and {pairs.Count} pairs; there may be {MinAnswers} to {MaxAnswers}, and {MaxPairs}", nameof(answers));
        (Answers, Pairs) = (answers, pairs);
        var text = string.Join('\u001e', answers.Select(a => $"{a.Prompt}\u001f{a.Response}").Concat(pairs.Select(p => $"{p.Prompt}\u001f{p.A}\u001f{p.B}")));
        Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }

    public IReadOnlyList<FixedAnswer> Answers { get; }

    public IReadOnlyList<FixedPair> Pairs { get; }

    /// <summary>Twelve hexadecimal digits: another text is another set.</summary>
    public string Version { get; }

    public FixedSetPlan Plan(TimeSpan every) => new(Version, Answers.Count, Pairs.Count, every);

    /// <summary>What is shown to the judge: the answers first, then each pair in both orders. Null for a number of no item.</summary>
    public JudgedAnswer? Shown(int item)
    {
        if (item >= 0 && item < Answers.Count)
            return new(Answers[item].Prompt, Answers[item].Response, [], []);
        var order = item - Answers.Count;
        if (order < 0 || order >= 2 * Pairs.Count)
            return null;
        var pair = Pairs[order / 2];
        return new(pair.Prompt, "", order % 2 == 0 ? [pair.A, pair.B] : [pair.B, pair.A], []);
    }
}

public sealed record FixedAnswer(string Prompt, string Response);

public sealed record FixedPair(string Prompt, string A, string B);

/// <summary>What a component needs to know of the set.</summary>
/// <param name="Every">Time between rounds; pairs are shown in every seventh.</param>
public sealed record FixedSetPlan(string Version, int Answers, int Pairs, TimeSpan Every)
{
    /// <summary>Calls of a round with pairs.</summary>
    public int Items => Answers + 2 * Pairs;

    public bool IsPair(int item) => item >= Answers;
}
