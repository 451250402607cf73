using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Sampling;

/// <summary>Requests that are alike enough to be sampled at one rate: those of one prompt class and third of response lengths.</summary>
public readonly record struct Stratum(string PromptClass, LengthTercile Length)
{
    /// <summary>Takes what no other stratum has room for.</summary>
    public static readonly Stratum Other = new("__other__", LengthTercile.Unknown);

    internal void Write(StateWriter writer)
    {
        writer.Text(PromptClass);
        writer.Byte((byte)Length);
    }

    internal static Stratum Read(ref StateReader reader)
    {
        var name = reader.Text() ?? throw reader.Corrupt("a stratum without a prompt class");
        var length = reader.Byte();
        return length <= (byte)LengthTercile.Upper ? new(name, (LengthTercile)length) : throw reader.Corrupt($"{length} is no third of lengths");
    }
}

public enum LengthTercile : byte
{
    Unknown,
    Lower,
    Middle,
    Upper,
}

/// <summary>The lengths that part the thirds, UTF-16 code units; fixed for a day, so that a stratum stays what it is.</summary>
public readonly record struct TercileBounds(double Lower, double Upper)
{
    public LengthTercile Of(int responseChars) =>
        responseChars < 0 || !(Lower <= Upper) ? LengthTercile.Unknown
        : responseChars <= Lower ? LengthTercile.Lower
        : responseChars <= Upper ? LengthTercile.Middle
        : LengthTercile.Upper;
}
