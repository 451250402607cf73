using YamlDotNet.RepresentationModel;

namespace Plimsoll.EndToEnd.Tests.Deploy;

/// <summary>A container that runs a member of a cluster, or the one gateway, as a file under deploy starts it.</summary>
/// <param name="Ports">Named as reachable in the container.</param>
/// <param name="StopSeconds">How long a stop may take before the process is killed, less what passes before the signal.</param>
/// <param name="Yaml">Its configuration file; null for none.</param>
internal sealed record Member(
    string Name, string Image, IReadOnlyList<string> Args, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<int> Ports, int StopSeconds, string? Yaml)
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    public static IReadOnlyList<Member> All { get; } =
    [
        .. OfCompose("compose/one-machine.yaml"), .. OfCompose("compose/cluster.yaml"), .. OfKubernetes("kubernetes/plimsoll.yaml"),
        .. OfCloudFormation("cloudformation/cluster.yaml"),
    ];

    private static IEnumerable<Member> OfCompose(string file)
    {
        var yaml = File.ReadAllText(DeployFile.PathOf("compose/plimsoll.yaml"));
        return
            from service in DeployFile.Read(file).Single().Entries("services")
            where service.Value.Text("image").StartsWith("plimsoll", StringComparison.Ordinal)
            select new Member(
                $"{file} {service.Key}", service.Value.Text("image"), Texts(service.Value, "command"),
                service.Value.Entries("environment").ToDictionary(e => e.Key, e => ((YamlScalarNode)e.Value).Value!),
                [.. service.Value.Items("ports").Select(p => int.Parse(p.Text().Split(':')[^1]))],
                int.Parse(service.Value.Text("stop_grace_period").TrimEnd('s')), yaml);
    }

    private static IEnumerable<Member> OfKubernetes(string file)
    {
        var documents = DeployFile.Read(file);
        var yaml = documents.Single(d => d.Text("kind") == "ConfigMap").Text("data", "plimsoll.yaml");
        return
            from set in documents
            where set.Text("kind") == "StatefulSet"
            let pod = set.At("spec", "template", "spec")
            from container in pod.Items("containers").Concat(pod.Items("initContainers"))
            let before = container.Text("lifecycle", "preStop", "sleep", "seconds")
            select new Member(
                $"{file} {set.Text("metadata", "name")} {container.Text("name")}", container.Text("image"), Texts(container, "args"),
                container.Items("env").ToDictionary(e => e.Text("name"), e => e.At("valueFrom") is null ? e.Text("value") : "10.0.0.1"),
                [.. container.Items("ports").Select(p => int.Parse(p.Text("containerPort")))],
                int.Parse(pod.Text("terminationGracePeriodSeconds")) - (before.Length > 0 ? int.Parse(before) : 0), yaml);
    }

    private static IEnumerable<Member> OfCloudFormation(string file) =>
        from resource in DeployFile.Read(file).Single().Entries("Resources")
        where resource.Value.Text("Type") == "AWS::ECS::TaskDefinition"
        from container in resource.Value.Items("Properties", "ContainerDefinitions")
        select new Member(
            $"{file} {resource.Key}", container.Text("Image"), [],
            container.Items("Environment").Select(e => (e.Text("Name"), e.Text("Value")))
                .Concat(container.Items("Secrets").Select((s, i) => (s.Text("Name"), $"{Secret}{i}"))).ToDictionary(),
            [.. container.Items("PortMappings").Select(p => int.Parse(p.Text("ContainerPort")))],
            int.Parse(container.Text("StopTimeout")), null);

    private static IReadOnlyList<string> Texts(YamlNode node, string key) => [.. node.Items(key).Select(i => i.Text())];
}
