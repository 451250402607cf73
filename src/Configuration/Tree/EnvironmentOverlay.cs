using System.Globalization;

namespace Plimsoll.Configuration.Tree;

/// <summary>
/// Lays <c>PLIMSOLL__SECTION__KEY</c> variables over the file. Names match without regard to case; a number is a
/// place in a list; a component that the file does not name is taken as written.
/// </summary>
internal static class EnvironmentOverlay
{
    private const string Prefix = "PLIMSOLL__";

    public static MapNode Apply(MapNode file, IReadOnlyDictionary<string, string> environment, List<ConfigurationError> errors)
    {
        var tree = file;
        string? previous = null;
        foreach (var name in environment.Keys
            .Where(k => k.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(SortKey, StringComparer.Ordinal).ThenBy(k => k, StringComparer.Ordinal))
        {
            var origin = new Origin(0, 0, name);
            var segments = name[Prefix.Length..].Split("__");
            if (segments.Contains(""))
                errors.Add(origin.Error(name, "is not PLIMSOLL__SECTION__KEY"));
            else if (string.Equals(previous, name, StringComparison.OrdinalIgnoreCase))
                errors.Add(origin.Error(name, $"sets the same as {previous}; names match without regard to case"));
            else if (Put(tree, segments, 0, new ScalarNode(origin, environment[name]), errors) is MapNode changed)
                tree = changed;
            previous = name;
        }
        return tree;
    }

    // Places of a list in the order of numbers, so that each finds the one before it.
    private static string SortKey(string name) =>
        string.Join("__", name.Split("__").Select(s => s.All(char.IsAsciiDigit) ? s.PadLeft(10, '0') : s.ToUpperInvariant()));

    private static ConfigNode Put(
        ConfigNode? at, string[] segments, int depth, ScalarNode value, List<ConfigurationError> errors)
    {
        if (depth == segments.Length)
            return value;
        var segment = segments[depth];
        if (depth > 0 && IsListIndex(at, segment, out var index) && !IsComponentName(segments, depth))
            return PutItem(at, index, segments, depth, value, errors);
        if (at is ListNode or ScalarNode { IsNull: false })
        {
            errors.Add(value.Origin.Error(segment, $"'{string.Join("__", segments[..depth])}' has no keys, so '{segment}' cannot be set in it"));
            return at;
        }

        var map = at as MapNode ?? new MapNode(value.Origin, []);
        var old = map.Entries.FirstOrDefault(e => string.Equals(e.Key, segment, StringComparison.OrdinalIgnoreCase));
        var key = old?.Key ?? (IsComponentName(segments, depth) ? segment : segment.ToLowerInvariant());
        var entry = new MapEntry(key, old?.Origin ?? value.Origin, Put(old?.Value, segments, depth + 1, value, errors));
        return map with { Entries = [.. map.Entries.Where(e => e != old), entry] };
    }

    private static ListNode PutItem(
        ConfigNode? at, int index, string[] segments, int depth, ScalarNode value, List<ConfigurationError> errors)
    {
        var list = at as ListNode ?? new ListNode(value.Origin, at is ScalarNode { IsNull: false } one ? [one] : []);
        if (index > list.Items.Count)
        {
            errors.Add(value.Origin.Error("", $"place {index} of a list that has {list.Items.Count} items; the next is {list.Items.Count}"));
            return list;
        }
        var items = list.Items.ToList();
        var item = Put(index < items.Count ? items[index] : null, segments, depth + 1, value, errors);
        if (index < items.Count)
            items[index] = item;
        else
            items.Add(item);
        return list with { Items = items };
    }

    private static bool IsListIndex(ConfigNode? at, string segment, out int index) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out index) && at is not MapNode;

    private static bool IsComponentName(string[] segments, int depth) =>
        depth == 1 && segments[0].Equals("components", StringComparison.OrdinalIgnoreCase);
}
