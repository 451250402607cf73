namespace Plimsoll.Alerting.Expressions;

/// <summary>How two numbers are compared.</summary>
public enum Comparator
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal static class Comparators
{
    private static readonly string[] s_signs = ["<", "<=", ">", ">="];

    public static Comparator Parse(string sign) => (Comparator)Array.IndexOf(s_signs, sign);

    public static string Sign(this Comparator comparator) => s_signs[(int)comparator];

    public static bool Holds(this Comparator comparator, double left, double right) => comparator switch
    {
        Comparator.Less => left < right,
        Comparator.LessOrEqual => left <= right,
        Comparator.Greater => left > right,
        _ => left >= right,
    };

    public static bool IsUpper(this Comparator comparator) => comparator >= Comparator.Greater;
}
