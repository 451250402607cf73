using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Plimsoll.Support.CloudWatch;

/// <summary>What a query of GetMetricData asks: one metric, or by a search expression all that have its dimensions among theirs.</summary>
internal sealed partial record MetricQuestion(string Namespace, string Metric, IReadOnlyDictionary<string, string> Dimensions, string Stat, TimeSpan Period, bool Exact)
{
    public static MetricQuestion Read(JsonNode query)
    {
        if (query["MetricStat"] is not { } stat)
            return Searched((string)query["Expression"]!);
        var metric = stat[nameof(Metric)]!;
        var dimensions = metric[nameof(Dimensions)]!.AsArray().ToDictionary(d => (string)d!["Name"]!, d => (string)d!["Value"]!);
        return new((string)metric[nameof(Namespace)]!, (string)metric["MetricName"]!, dimensions, (string)stat[nameof(Stat)]!, TimeSpan.FromSeconds((int)stat[nameof(Period)]!), Exact: true);
    }

    public bool Matches(string @namespace, string metric, IReadOnlyDictionary<string, string> dimensions) =>
        @namespace == Namespace && metric == Metric && (!Exact || dimensions.Count == Dimensions.Count)
        && Dimensions.All(d => dimensions.GetValueOrDefault(d.Key) == d.Value);

    /// <summary>As Grafana writes it where other dimensions may stand beside those that it names.</summary>
    private static MetricQuestion Searched(string expression)
    {
        var search = Search().Match(expression);
        if (!search.Success)
            throw new FormatException($"No search that is known here: {expression}");
        var terms = Term().Matches(search.Groups["terms"].Value).ToDictionary(t => t.Groups["name"].Value.Trim('"'), t => t.Groups["value"].Value);
        var dimensions = terms.Where(t => t.Key is not "Namespace" and not "MetricName").ToDictionary();
        return new(terms[nameof(Namespace)], terms["MetricName"], dimensions, search.Groups["stat"].Value, TimeSpan.FromSeconds(int.Parse(search.Groups["period"].Value, System.Globalization.CultureInfo.InvariantCulture)), Exact: false);
    }

    [GeneratedRegex("^SEARCH\\('(?<terms>[^']*)', '(?<stat>[A-Za-z0-9]+)', (?<period>[0-9]+)\\)$")]
    private static partial Regex Search();

    [GeneratedRegex("(?<name>\"[^\"]+\"|Namespace|MetricName)=\"(?<value>[^\"]*)\"")]
    private static partial Regex Term();
}
