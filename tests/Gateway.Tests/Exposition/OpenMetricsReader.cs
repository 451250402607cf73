using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Plimsoll.Gateway.Tests.Exposition;

/// <param name="Name">As written, with its suffix.</param>
internal sealed record OpenMetricsSample(string Name, IReadOnlyList<(string Name, string Value)> Labels, double Value, OpenMetricsExemplar? Exemplar)
{
    public string? Label(string name) => Labels.Where(l => l.Name == name).Select(l => l.Value).FirstOrDefault();

    /// <summary>The labels but <c>le</c>, which tell one metric of a family from others.</summary>
    public string Metric => string.Join(',', Labels.Where(l => l.Name != "le").OrderBy(l => l.Name, StringComparer.Ordinal));
}

internal sealed record OpenMetricsExemplar(IReadOnlyList<(string Name, string Value)> Labels, double Value, double? Timestamp);

internal sealed class OpenMetricsFamily(string name)
{
    public string Name { get; } = name;
    public string? Type { get; set; }
    public string? Unit { get; set; }
    public string? Help { get; set; }
    public List<OpenMetricsSample> Samples { get; } = [];
}

/// <summary>
/// Reads OpenMetrics 1.0 text to the letter of its grammar, and throws <see cref="FormatException"/> with the line for
/// anything else. What a whole family must be like is <see cref="OpenMetricsRules"/>'.
/// </summary>
internal static partial class OpenMetricsReader
{
    public static IReadOnlyList<OpenMetricsFamily> Read(string text)
    {
        if (!text.EndsWith("# EOF\n", StringComparison.Ordinal))
            throw new FormatException("The text does not end with # EOF and a line feed");
        var families = new List<OpenMetricsFamily>();
        foreach (var line in text[..^"# EOF\n".Length].Split('\n').SkipLast(1))
        {
            try
            {
                ReadLine(line, families);
            }
            catch (FormatException e)
            {
                throw new FormatException($"{e.Message}: {line}");
            }
        }
        foreach (var family in families)
            OpenMetricsRules.Check(family);
        OpenMetricsRules.CheckNames(families);
        return families;
    }

    private static void ReadLine(string line, List<OpenMetricsFamily> families)
    {
        if (line.StartsWith('#'))
            ReadDescriptor(line, families);
        else
            families.LastOrDefault()!.Samples.Add(ReadSample(line, families[^1]));
    }

    private static void ReadDescriptor(string line, List<OpenMetricsFamily> families)
    {
        var match = Descriptor().Match(line);
        if (!match.Success)
            throw new FormatException("Neither a descriptor nor a sample");
        var (kind, name, text) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
        if (families.LastOrDefault()?.Name != name)
        {
            if (families.Exists(f => f.Name == name))
                throw new FormatException("A family is interleaved with others");
            families.Add(new(name));
        }
        var family = families[^1];
        var before = kind switch { "TYPE" => family.Type, "UNIT" => family.Unit, _ => family.Help };
        if (before is not null || family.Samples.Count > 0)
            throw new FormatException($"{kind} again or after samples");
        if (kind == "TYPE")
            family.Type = text;
        else if (kind == "UNIT")
            family.Unit = text;
        else
            family.Help = Unescape(text);
    }

    private static OpenMetricsSample ReadSample(string line, OpenMetricsFamily family)
    {
        var match = Sample().Match(line);
        if (!match.Success || !match.Groups["name"].Value.StartsWith(family.Name, StringComparison.Ordinal))
            throw new FormatException("Not a sample of the family above");
        var exemplar = match.Groups["exemplar"].Success
            ? new OpenMetricsExemplar(Labels(match.Groups["exemplarLabels"].Value), Number(match.Groups["exemplar"].Value), match.Groups["at"].Success ? Number(match.Groups["at"].Value) : null)
            : null;
        return new(match.Groups["name"].Value, Labels(match.Groups["labels"].Value), Number(match.Groups["value"].Value), exemplar);
    }

    private static List<(string, string)> Labels(string text)
    {
        var labels = Label().Matches(text).Select(m => (m.Groups[1].Value, Unescape(m.Groups[2].Value))).ToList();
        if (labels.DistinctBy(l => l.Item1).Count() != labels.Count)
            throw new FormatException("A label comes twice");
        return labels;
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static string Unescape(string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var escaped = text[i] == '\\';
            if (escaped ? ++i == text.Length || text[i] is not ('n' or '\\' or '"') : text[i] == '"')
                throw new FormatException("An escape that there is not, or a quotation mark without one");
            plain.Append(escaped && text[i] == 'n' ? '\n' : text[i]);
        }
        return plain.ToString();
    }

    private const string LabelsPattern = """(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*"(?:,(?!\})|(?=\})))*""";
    private const string NumberPattern = @"(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]Inf|NaN)";

    [GeneratedRegex(@"^# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$")]
    private static partial Regex Descriptor();

    [GeneratedRegex($$"""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<labels>{{LabelsPattern}})\})? (?<value>{{NumberPattern}})(?: # \{(?<exemplarLabels>{{LabelsPattern}})\} (?<exemplar>{{NumberPattern}})(?: (?<at>\d+(?:\.\d+)?))?)?$""")]
    private static partial Regex Sample();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\["\\n])*)"(?:,|$)""")]
    private static partial Regex Label();
}
