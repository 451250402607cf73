using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Plimsoll.Configuration.Tree;

/// <summary>Turns YAML into nodes that know their place. Duplicate keys are reported and the first one stands.</summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 16;

    private readonly Parser _parser;
    private readonly string[] _lines;
    private readonly List<ConfigurationError> _errors;
    private readonly Dictionary<AnchorName, ConfigNode> _anchors = [];

    private YamlTree(string yaml, List<ConfigurationError> errors) =>
        (_parser, _lines, _errors) = (new Parser(new StringReader(yaml)), yaml.Split('\n'), errors);

    /// <summary>The mapping at the root; an empty one, with the errors added, when there is none.</summary>
    public static MapNode Read(string yaml, List<ConfigurationError> errors)
    {
        switch (Document(yaml, errors))
        {
            case MapNode map:
                return map;
            case { } other and not ScalarNode { IsNull: true }:
                errors.Add(other.Origin.Error("", "the file must be a mapping of keys to values"));
                break;
        }
        return MapNode.Empty;
    }

    /// <summary>A file that is a list, as a mapping whose only key is <paramref name="key"/>; an empty one, with the errors added, when there is none.</summary>
    public static MapNode ReadList(string yaml, string key, List<ConfigurationError> errors)
    {
        switch (Document(yaml, errors))
        {
            case ListNode list:
                return new MapNode(list.Origin, [new MapEntry(key, list.Origin, list)]);
            case { } other and not ScalarNode { IsNull: true }:
                errors.Add(other.Origin.Error("", "the file must be a list"));
                break;
        }
        return MapNode.Empty;
    }

    /// <summary>Null when the text has no value at all, or is no YAML, with the error added.</summary>
    private static ConfigNode? Document(string yaml, List<ConfigurationError> errors)
    {
        try
        {
            return new YamlTree(yaml, errors).Root();
        }
        catch (YamlException e)
        {
            errors.Add(TabIndent.Find(yaml, (int)e.Start.Line) ?? At(e.Start).Error("", $"not valid YAML: {e.Message}"));
            return null;
        }
    }

    private ConfigNode? Root()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        var node = Node("", 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            _errors.Add(At(second.Start).Error("", "a second document begins here; the file holds one"));
        return node;
    }

    private ConfigNode Node(string path, int depth)
    {
        var next = _parser.Current ?? throw new InvalidOperationException("The parser stands on no event");
        if (depth > MaxDepth)
            throw new YamlException(next.Start, next.End, $"nested deeper than {MaxDepth} levels");
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return _anchors.TryGetValue(alias.Value, out var known)
                ? known
                : throw new YamlException(alias.Start, alias.End, $"no anchor '{alias.Value}' stands before this alias");

        var anchor = (next as NodeEvent)?.Anchor ?? AnchorName.Empty;
        ConfigNode node = next switch
        {
            MappingStart => Map(path, depth),
            SequenceStart => List(path, depth),
            _ => Value(_parser.Consume<Scalar>()),
        };
        if (!anchor.IsEmpty)
            _anchors[anchor] = node;
        return node;
    }

    private ScalarNode Value(Scalar scalar) =>
        new(At(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null", First(scalar));

    /// <summary>A literal block begins on the line after its sign, at that line's indentation.</summary>
    private Origin? First(Scalar scalar)
    {
        var at = At(scalar.Start);
        if (scalar.Style == ScalarStyle.Literal && at.Line < _lines.Length)
            return new(at.Line + 1, _lines[at.Line].TakeWhile(c => c == ' ').Count() + 1);
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded || scalar.End.Line != scalar.Start.Line)
            return null;
        return at with { Column = at.Column + (scalar.Style == ScalarStyle.Plain ? 0 : 1) };
    }

    private ListNode List(string path, int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<ConfigNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node($"{path}[{items.Count}]", depth + 1));
        return new ListNode(At(start.Start), items);
    }

    private MapNode Map(string path, int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<MapEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.Consume<Scalar>();
            var inner = path.Length == 0 ? key.Value : $"{path}.{key.Value}";
            var entry = new MapEntry(key.Value, At(key.Start), Node(inner, depth + 1));
            if (entries.Find(e => e.Key == entry.Key) is { } first)
                _errors.Add(entry.Origin.Error(inner, $"'{key.Value}' stands twice; the first is on line {first.Origin.Line}"));
            else
                entries.Add(entry);
        }
        return new MapNode(At(start.Start), entries);
    }

    private static Origin At(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
