namespace Plimsoll.Quality.Estimation;

/// <summary>Both bounds belong to it.</summary>
public readonly record struct Interval(double Lower, double Upper)
{
    public double Width => Upper - Lower;

    public bool Contains(double value) => value >= Lower && value <= Upper;

    public override string ToString() => FormattableString.Invariant($"[{Lower:0.###}, {Upper:0.###}]");
}
