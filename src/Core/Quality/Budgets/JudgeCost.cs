using System.Globalization;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Budgets;

/// <summary>What judging costs, in the three measures that a budget can bound. Exact: whole numbers throughout.</summary>
/// <param name="Tokens">Into and out of the judge.</param>
/// <param name="NanoDollars">10⁻⁹ dollars.</param>
public readonly record struct JudgeCost(long Calls, long Tokens, long NanoDollars)
{
    public static JudgeCost operator +(JudgeCost a, JudgeCost b) =>
        checked(new(a.Calls + b.Calls, a.Tokens + b.Tokens, a.NanoDollars + b.NanoDollars));

    public static JudgeCost operator -(JudgeCost a, JudgeCost b) =>
        checked(new(a.Calls - b.Calls, a.Tokens - b.Tokens, a.NanoDollars - b.NanoDollars));

    /// <summary>Measure by measure, the smaller.</summary>
    public static JudgeCost Min(JudgeCost a, JudgeCost b) =>
        new(Math.Min(a.Calls, b.Calls), Math.Min(a.Tokens, b.Tokens), Math.Min(a.NanoDollars, b.NanoDollars));

    /// <summary>Measure by measure, none below 0.</summary>
    public static JudgeCost FromZero(JudgeCost a) =>
        new(Math.Max(0, a.Calls), Math.Max(0, a.Tokens), Math.Max(0, a.NanoDollars));

    public bool IsNegative => Calls < 0 || Tokens < 0 || NanoDollars < 0;

    /// <summary>Every measure of this is at most the other's.</summary>
    public bool Fits(JudgeCost room) => Calls <= room.Calls && Tokens <= room.Tokens && NanoDollars <= room.NanoDollars;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Calls} calls, {Tokens} tokens, ${NanoDollars / 1e9:0.#########}");

    internal void Write(StateWriter writer)
    {
        writer.Signed(Calls);
        writer.Signed(Tokens);
        writer.Signed(NanoDollars);
    }

    internal static JudgeCost Read(ref StateReader reader) => new(reader.Signed(), reader.Signed(), reader.Signed());
}
