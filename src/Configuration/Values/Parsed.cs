namespace Plimsoll.Configuration.Values;

/// <summary>A value, or the reason why the text is none.</summary>
internal readonly record struct Parsed<T>(T? Value, string? Error)
{
    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static Parsed<T> Fail(string error) => new(default, error);
}

/// <summary>Reads one scalar.</summary>
internal delegate Parsed<T> ValueReader<T>(string text);
