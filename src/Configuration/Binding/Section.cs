using Plimsoll.Configuration.Tree;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>One mapping of the file while it is read key by key; <see cref="Finish"/> reports the keys nobody asked for.</summary>
internal sealed class Section(string path, MapNode map, BindingLog log)
{
    private const string Hidden = "(hidden)";
    private readonly HashSet<string> _known = [];

    /// <summary>The keys that are there, for sections whose keys are names that the operator chose.</summary>
    public IReadOnlyList<string> Keys => [.. map.Entries.Select(e => e.Key)];

    public bool Has(string key) => Find(key) is not null;

    /// <param name="secret">The value is shown neither in errors nor in the list of settings.</param>
    public T Read<T>(string key, T fallback, ValueReader<T> reader, bool secret = false) =>
        Find(key) is { } entry && Value(Path(key), entry.Value, reader, secret) is { Error: null } parsed ? parsed.Value! : fallback;

    /// <summary>A list of at least one value; one value stands for a list of one.</summary>
    public IReadOnlyList<T> ReadList<T>(string key, IReadOnlyList<T> fallback, int most, ValueReader<T> reader)
    {
        if (Find(key) is not { } entry || entry.Value is ScalarNode { IsNull: true })
            return fallback;
        var items = Items(entry, 1, most);
        var values = new List<T>();
        for (var i = 0; i < items.Count; i++)
        {
            if (Value($"{Path(key)}[{i}]", items[i], reader, secret: false) is { Error: null } parsed)
                values.Add(parsed.Value!);
        }
        return values;
    }

    /// <summary>The mapping under a key; an empty one where it is absent.</summary>
    public Section Child(string key) => Find(key) is { } entry ? Open(Path(key), entry.Value) : new Section(Path(key), MapNode.Empty, log);

    /// <summary>The mappings of a list.</summary>
    public IReadOnlyList<Section> Children(string key, int most) =>
        Find(key) is { Value: not ScalarNode { IsNull: true } } entry
            ? [.. Items(entry, 0, most).Select((item, i) => Open($"{Path(key)}[{i}]", item))]
            : [];

    /// <summary>Every key with its mapping, for sections whose keys are names that the operator chose.</summary>
    public IEnumerable<(string Name, Section Section)> Named()
    {
        foreach (var entry in map.Entries)
        {
            _known.Add(entry.Key);
            yield return (entry.Key, Open(Path(entry.Key), entry.Value));
        }
    }

    /// <summary>Reports against a place inside a key's text, line and column from 1.</summary>
    public void FailInside(string key, int line, int column, string message)
    {
        if (Find(key)?.Value is ScalarNode scalar)
            log.Errors.Add(scalar.Inside(line, column).Error(Path(key), message));
        else
            Fail(key, message);
    }

    /// <summary>Reports against a key, or against the section where the key is absent.</summary>
    public void Fail(string key, string message) =>
        log.Errors.Add((Find(key)?.Value.Origin ?? map.Origin).Error(Path(key), message));

    public void Finish()
    {
        foreach (var entry in map.Entries.Where(e => !_known.Contains(e.Key)))
        {
            var hint = NearestKey.Of(entry.Key, _known) is { } near
                ? $"did you mean '{near}'?"
                : $"it may be {string.Join(", ", _known.Order(StringComparer.Ordinal))}";
            var origin = entry.Value.Origin.Variable is null ? entry.Origin : entry.Value.Origin;
            log.Errors.Add(origin.Error(Path(entry.Key), $"unknown key '{entry.Key}'; {hint}"));
        }
    }

    private MapEntry? Find(string key)
    {
        _known.Add(key);
        return map.Entries.FirstOrDefault(e => e.Key == key);
    }

    private string Path(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private Parsed<T> Value<T>(string at, ConfigNode node, ValueReader<T> reader, bool secret)
    {
        var parsed = node switch
        {
            ScalarNode { IsNull: true } => Parsed<T>.Fail("has no value; give it one or leave the key out"),
            ScalarNode scalar => reader(scalar.Text),
            _ => Parsed<T>.Fail("must be a single value"),
        };
        if (parsed.Error is { } error)
            log.Errors.Add(node.Origin.Error(at, error));
        else
            log.Settings.Add(new ConfigurationSetting(at, secret ? Hidden : ((ScalarNode)node).Text, node.Origin.Variable));
        return parsed;
    }

    private IReadOnlyList<ConfigNode> Items(MapEntry entry, int least, int most)
    {
        IReadOnlyList<ConfigNode> items = entry.Value is ListNode list ? list.Items : [entry.Value];
        if (items.Count >= least && items.Count <= most)
            return items;
        log.Errors.Add(entry.Value.Origin.Error(Path(entry.Key), $"has {items.Count} items; it may have {least} to {most}"));
        return [];
    }

    private Section Open(string at, ConfigNode node)
    {
        if (node is not MapNode and not ScalarNode { IsNull: true })
            log.Errors.Add(node.Origin.Error(at, "must be a mapping of keys to values"));
        return new Section(at, node as MapNode ?? MapNode.Empty with { Origin = node.Origin }, log);
    }
}
