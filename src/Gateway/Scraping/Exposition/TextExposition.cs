using System.Buffers;
using System.Globalization;

namespace Plimsoll.Gateway.Scraping.Exposition;

/// <summary>Reads Prometheus' text format 0.0.4 and OpenMetrics 1.0: whole, or not at all.</summary>
internal ref struct TextExposition(ReadOnlySpan<byte> body, bool isOpenMetrics, ScrapedSeries series)
{
    private static readonly SearchValues<byte> s_name = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:"u8);

    private ReadOnlySpan<byte> _rest = body;
    private int _line;

    /// <summary>Null when the body was read to its end.</summary>
    public ScrapeProblem? Read()
    {
        var hasEnded = false;
        while (!_rest.IsEmpty)
        {
            var line = TakeLine();
            if (line.IndexOfAnyExcept(" \t"u8) < 0)
                continue;
            if (hasEnded)
                return Malformed("something follows # EOF");
            if (line[0] == (byte)'#')
                hasEnded = isOpenMetrics && line.SequenceEqual("# EOF"u8);
            else if (Sample(line) is { } what)
                return Malformed(what);
            else if (series.HasTooMany)
                return new("too_many_samples", "the answer has more samples of components than are taken (scrape.max_samples)");
        }
        return !isOpenMetrics || hasEnded ? null : new("cut_short", "the answer does not end with # EOF");
    }

    private ReadOnlySpan<byte> TakeLine()
    {
        _line++;
        var end = _rest.IndexOf((byte)'\n');
        var line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return line;
    }

    /// <summary>Null when the line is a sample.</summary>
    private readonly string? Sample(ReadOnlySpan<byte> line)
    {
        line = Trim(line);
        var name = TakeName(ref line);
        if (name.IsEmpty)
            return "no name of a metric begins it";
        var isWanted = series.Open(name);
        line = Trim(line);
        if (line is [(byte)'{', ..] && Labels(ref line, isWanted) is { } what)
            return what;
        if (!TryTakeNumber(ref line, out var value))
            return "the value is no number";
        line = Trim(line);
        if (line is not [] and not [(byte)'#', ..] && !TryTakeNumber(ref line, out _))
            return "the timestamp is no number";
        line = Trim(line);
        if (line is not [] && (line[0] != (byte)'#' || !isOpenMetrics))
            return "something follows the value and the timestamp";
        series.Take(value);
        return null;
    }

    private readonly string? Labels(ref ReadOnlySpan<byte> line, bool isWanted)
    {
        line = Trim(line[1..]);
        while (line is not [(byte)'}', ..])
        {
            var name = TakeName(ref line);
            line = Trim(line);
            if (name.IsEmpty || line is not [(byte)'=', ..])
                return "a label has no name";
            line = Trim(line[1..]);
            if (line is not [(byte)'"', ..] || EndOfText(line) is not { } end)
                return "a label's value is in no quotes";
            if (isWanted)
                Label(name, line[1..end]);
            line = Trim(line[(end + 1)..]);
            if (line is [(byte)',', ..])
                line = Trim(line[1..]);
            else if (line is not [(byte)'}', ..])
                return "neither , nor } follows a label";
        }
        line = Trim(line[1..]);
        return null;
    }

    private readonly void Label(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!value.Contains((byte)'\\') || value.Length > ScrapedSeries.MaxLabelBytes)
        {
            series.Label(name, value);
            return;
        }
        Span<byte> plain = stackalloc byte[value.Length];
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var isEscape = value[i] == (byte)'\\' && i + 1 < value.Length;
            plain[length++] = !isEscape ? value[i] : value[++i] == (byte)'n' ? (byte)'\n' : value[i];
        }
        series.Label(name, plain[..length]);
    }

    /// <summary>Where the quote stands that ends the text; null for nowhere.</summary>
    private static int? EndOfText(ReadOnlySpan<byte> line)
    {
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == (byte)'"')
                return i;
            if (line[i] == (byte)'\\')
                i++;
        }
        return null;
    }

    private static ReadOnlySpan<byte> TakeName(ref ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAnyExcept(s_name);
        var name = end < 0 ? line : line[..end];
        line = line[name.Length..];
        return name is [>= (byte)'0' and <= (byte)'9', ..] ? default : name;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<byte> line, out double number)
    {
        var end = line.IndexOfAny(" \t"u8);
        var text = end < 0 ? line : line[..end];
        line = line[text.Length..];
        return TryRead(text, out number);
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out double number)
    {
        var sign = text is [(byte)'-', ..] ? -1 : 1;
        var unsigned = text is [(byte)'+' or (byte)'-', ..] ? text[1..] : text;
        number = unsigned.SequenceEqual("Inf"u8) ? sign * double.PositiveInfinity : double.NaN;
        return double.IsInfinity(number) || text.SequenceEqual("NaN"u8) || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line) => line.TrimStart(" \t"u8);

    private readonly ScrapeProblem Malformed(string what) => new("malformed", string.Create(CultureInfo.InvariantCulture, $"line {_line}: {what}"));
}
