using System.Buffers;

namespace Plimsoll.Gateway.Query;

/// <summary>A text as a field of a table (RFC 4180).</summary>
internal static class CsvField
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>A program for tables would run a text that begins with one of these.</summary>
    private static readonly SearchValues<char> Formulas = SearchValues.Create("=+-@\t");

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var plain = Formulas.Contains(text[0]) ? "'" + text : text;
        return plain.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : plain;
    }
}
