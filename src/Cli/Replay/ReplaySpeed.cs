using System.Globalization;

namespace Plimsoll.Cli.Replay;

/// <summary>How many seconds of the trace pass in one second; from 1, or without bound.</summary>
internal readonly record struct ReplaySpeed(double Factor)
{
    public static readonly ReplaySpeed Max = new(double.PositiveInfinity);

    /// <summary>How long a stretch of the trace takes.</summary>
    public TimeSpan Of(TimeSpan trace) => trace / Factor;

    public override string ToString() =>
        double.IsPositiveInfinity(Factor) ? "max" : string.Create(CultureInfo.InvariantCulture, $"{Factor}x");

    /// <summary>Null when the text is not <c>max</c> or a factor from 1 followed by x, such as <c>60x</c>.</summary>
    public static ReplaySpeed? Parse(string text)
    {
        if (text == "max")
            return Max;
        return text.EndsWith('x')
            && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
            && factor is >= 1 and <= 1e6
            ? new ReplaySpeed(factor)
            : null;
    }
}
