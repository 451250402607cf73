using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Numbers and booleans of the reader's current value; null stands for absent.</summary>
internal static class JsonNumbers
{
    /// <summary>Digits that a double holds exactly.</summary>
    private const int ExactDigits = 15;

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    public static Rejection? ReadWhole(ref Utf8JsonReader reader, string field, out long? value)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.Number || !TryWhole(ref reader, out var number))
            return JsonRejections.WrongType(ref reader, field, "a whole number");
        value = number;
        return null;
    }

    public static Rejection? ReadDouble(ref Utf8JsonReader reader, string field, out double? value)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.Number || !TryDouble(ref reader, out var number))
            return JsonRejections.WrongType(ref reader, field, "a number");
        value = number;
        return null;
    }

    public static Rejection? ReadBool(ref Utf8JsonReader reader, string field, out bool? value)
    {
        value = reader.TokenType switch { JsonTokenType.True => true, JsonTokenType.False => false, _ => null };
        return value is not null || reader.TokenType == JsonTokenType.Null
            ? null
            : JsonRejections.WrongType(ref reader, field, "true or false");
    }

    private static bool TryWhole(ref Utf8JsonReader reader, out long value)
    {
        if (reader.TryGetInt64(out value))
            return true;
        if (!reader.TryGetDouble(out var number) || Math.Abs(number) >= long.MaxValue || number != Math.Truncate(number))
            return false;
        value = (long)number;
        return true;
    }

    /// <summary>
    /// Plain decimals of up to 15 digits by one exact division (Clinger's fast path: both operands are exact, so the
    /// quotient is correctly rounded), the rest by the framework.
    /// </summary>
    private static bool TryDouble(ref Utf8JsonReader reader, out double value)
    {
        var digits = reader.ValueSpan;
        long mantissa = 0;
        var point = -1;
        if (digits.Length <= ExactDigits + 1)
        {
            for (var i = 0; i < digits.Length; i++)
            {
                var digit = (uint)(digits[i] - '0');
                if (digit <= 9)
                    mantissa = mantissa * 10 + digit;
                else if (digits[i] == '.')
                    point = i;
                else
                    return TryAnyDouble(ref reader, out value);
            }
            var decimals = point < 0 ? 0 : digits.Length - point - 1;
            value = mantissa / PowersOfTen[decimals];
            return true;
        }
        return TryAnyDouble(ref reader, out value);
    }

    private static bool TryAnyDouble(ref Utf8JsonReader reader, out double value) =>
        reader.TryGetDouble(out value) && double.IsFinite(value);
}
