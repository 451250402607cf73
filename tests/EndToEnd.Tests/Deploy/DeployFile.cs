using Plimsoll.Support;
using YamlDotNet.RepresentationModel;

namespace Plimsoll.EndToEnd.Tests.Deploy;

/// <summary>A YAML file under deploy, with its anchors and merges resolved.</summary>
internal static class DeployFile
{
    private const string Merge = "<<";

    /// <summary>What references of CloudFormation stand for in these tests.</summary>
    private static readonly Dictionary<string, string> References = new() { ["ClusterId"] = "plimsoll", ["AWS::Region"] = "eu-central-1" };

    public static string PathOf(string name) => Path.Combine(Repository.Root, "deploy", name);

    public static IReadOnlyList<YamlNode> Read(string name)
    {
        using var reader = new StreamReader(PathOf(name));
        var stream = new YamlStream();
        stream.Load(reader);
        return [.. stream.Documents.Select(d => d.RootNode)];
    }

    /// <summary>The node at a path of keys; null where a key is missing.</summary>
    public static YamlNode? At(this YamlNode node, params string[] path) => path.Aggregate<string, YamlNode?>(node, (at, key) =>
        at.Children().Where(c => c.Key == key).Select(c => c.Value).FirstOrDefault());

    public static string Text(this YamlNode? node, params string[] path) => node?.At(path) switch
    {
        YamlScalarNode { Value: { } value } scalar => scalar.Tag == "!Ref" ? References.GetValueOrDefault(value, value) : value,
        _ => "",
    };

    public static IEnumerable<YamlNode> Items(this YamlNode? node, params string[] path) =>
        node?.At(path) is YamlSequenceNode list ? list.Children : [];

    public static IEnumerable<(string Key, YamlNode Value)> Entries(this YamlNode? node, params string[] path) =>
        node?.At(path).Children().DistinctBy(c => c.Key) ?? [];

    /// <summary>A mapping's own entries, then those that it merges.</summary>
    private static IEnumerable<(string Key, YamlNode Value)> Children(this YamlNode? node)
    {
        if (node is not YamlMappingNode map)
            return [];
        var entries = map.Children.Select(c => (Key: ((YamlScalarNode)c.Key).Value!, c.Value)).ToList();
        return entries.Where(e => e.Key != Merge).Concat(entries.Where(e => e.Key == Merge).SelectMany(e => e.Value.Children()));
    }
}
