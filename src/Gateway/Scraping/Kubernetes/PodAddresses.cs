using System.Globalization;
using System.Net;
using Plimsoll.Configuration.Scraping;
using Plimsoll.Integrations.Scrape.Kubernetes;

namespace Plimsoll.Gateway.Scraping.Kubernetes;

/// <summary>
/// Where a pod is asked: at the configured port, else at that of its annotation <c>prometheus.io/port</c>, else at its
/// ports named metrics or http, else at its only one. An annotation may name the path too, and say no.
/// </summary>
internal static class PodAddresses
{
    private static readonly string[] s_usualPorts = ["metrics", "http"];

    public static IEnumerable<ScrapeTarget> Targets(ScrapeJob job, KubernetesPods settings, Pod pod)
    {
        if (Annotation(pod, "scrape") == "false")
            yield break;
        var path = Annotation(pod, "path") is ['/', ..] own ? own : null;
        foreach (var port in Ports(settings, pod))
            yield return new ScrapeTarget(job, $"{Host(pod)}:{port.Number.ToString(CultureInfo.InvariantCulture)}", Labels(settings, pod, port), path);
    }

    private static IEnumerable<PodPort> Ports(KubernetesPods settings, Pod pod)
    {
        var wanted = settings.Port ?? Annotation(pod, "port");
        if (wanted is null)
            return pod.Ports.Count == 1 ? pod.Ports : pod.Ports.Where(p => s_usualPorts.Contains(p.Name));
        if (!ushort.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return pod.Ports.Where(p => p.Name == wanted);
        // A port that is listened on need not be declared.
        return [pod.Ports.FirstOrDefault(p => p.Number == number) ?? new PodPort("", "", number)];
    }

    private static Dictionary<string, string> Labels(KubernetesPods settings, Pod pod, PodPort port)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["namespace"] = pod.Namespace, ["pod"] = pod.Name };
        if (port.Container.Length > 0)
            labels["container"] = port.Container;
        if (pod.Node is { } node)
            labels["node"] = node;
        if (pod.Labels.TryGetValue(settings.ComponentLabel, out var component) && component.Length > 0)
            labels["inference_component"] = component;
        return labels;
    }

    private static string Host(Pod pod) => IPAddress.TryParse(pod.Address, out var address) && address.GetAddressBytes().Length > 4 ? $"[{pod.Address}]" : pod.Address;

    private static string? Annotation(Pod pod, string name) => pod.Annotations.GetValueOrDefault("prometheus.io/" + name);
}
