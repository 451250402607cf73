using System.Text.Json;

namespace Plimsoll.Integrations.Scrape.Kubernetes;

/// <summary>Reads pods as the API server tells them. What is of another shape than it should be is passed over.</summary>
internal static class PodReader
{
    /// <summary>What tells a pod from every other at its time.</summary>
    public static string? Key(JsonElement pod) =>
        Text(Find(pod, "metadata", "name")) is { } name ? $"{Text(Find(pod, "metadata", "namespace"))}/{name}" : null;

    /// <summary>Null while it does not run or has no address.</summary>
    public static Pod? Read(JsonElement pod)
    {
        if (Text(Find(pod, "metadata", "name")) is not { } name
            || Text(Find(pod, "status", "podIP")) is not { } address
            || Text(Find(pod, "status", "phase")) != "Running")
            return null;
        return new(
            Text(Find(pod, "metadata", "namespace")) ?? "",
            name,
            address,
            Text(Find(pod, "spec", "nodeName")),
            Texts(Find(pod, "metadata", "labels")),
            Texts(Find(pod, "metadata", "annotations")),
            [.. Items(Find(pod, "spec", "containers")).SelectMany(Ports)]);
    }

    public static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static JsonElement? Find(JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
                return null;
        }
        return from;
    }

    public static IEnumerable<JsonElement> Items(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];

    private static IEnumerable<PodPort> Ports(JsonElement container)
    {
        foreach (var port in Items(Find(container, "ports")))
        {
            if (Find(port, "containerPort") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var known))
                yield return new(Text(Find(container, "name")) ?? "", Text(Find(port, "name")) ?? "", known);
        }
    }

    private static Dictionary<string, string> Texts(JsonElement? map)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (map is not { ValueKind: JsonValueKind.Object } members)
            return texts;
        foreach (var member in members.EnumerateObject())
            texts[member.Name] = Text(member.Value) ?? "";
        return texts;
    }
}
