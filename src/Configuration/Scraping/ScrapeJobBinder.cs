using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Scraping;

/// <summary>One job of the <c>scrape</c> section.</summary>
internal static class ScrapeJobBinder
{
    private const int MaxFiles = 32;
    private const int MaxNamespaces = 64;
    private const int MaxChars = 1_024;
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_most = TimeSpan.FromMinutes(10);

    public static ScrapeJob Bind(Section section)
    {
        if (!section.Has("name"))
            section.Fail("name", "is missing");
        var usual = new ScrapeJob { Name = section.Read("name", "", Names.Plain) };
        var interval = section.Read("interval", usual.Interval, Durations.Between(s_least, s_most));
        var bound = usual with
        {
            Scheme = section.Read("scheme", usual.Scheme, Texts.OneOf("http", "https")),
            Path = section.Read("path", usual.Path, Path),
            Interval = interval,
            Timeout = section.Read("timeout", usual.Timeout < interval ? usual.Timeout : interval, Durations.Between(TimeSpan.FromMilliseconds(100), s_most)),
            Targets = section.ReadList("targets", usual.Targets, TargetFileReader.MaxTargets, Addresses.HostPort),
            Files = section.ReadList("files", usual.Files, MaxFiles, FilePattern),
            Kubernetes = section.Has("kubernetes") ? Kubernetes(section.Child("kubernetes")) : null,
            Labels = TargetLabels.Bind(section.Child("labels")),
            Rename = Rename(section.Child("rename")),
            TokenFile = section.Read<string?>("token_file", null, Texts.Path),
        };
        if (bound.Timeout > bound.Interval)
            section.Fail("timeout", "is longer than interval; a target would be asked again before it has answered");
        if (!section.Has("targets") && !section.Has("files") && bound.Kubernetes is null)
            section.Fail("targets", "is missing; a job has targets, files or kubernetes");
        section.Finish();
        return bound;
    }

    private static KubernetesPods Kubernetes(Section section)
    {
        var usual = new KubernetesPods();
        var bound = new KubernetesPods
        {
            Namespaces = section.ReadList("namespaces", usual.Namespaces, MaxNamespaces, DnsName),
            Selector = section.Read("selector", usual.Selector, Texts.UpTo(MaxChars)),
            Port = section.Has("port") ? section.Read("port", "", Texts.UpTo(63)) : null,
            ComponentLabel = section.Read("component_label", usual.ComponentLabel, Texts.UpTo(317)),
            ApiServer = section.Read<string?>("api_server", null, Links.Web) is { } url ? new Uri(url) : null,
            TokenFile = section.Read("token_file", usual.TokenFile, Texts.UpTo(4096)),
            CaFile = section.Read("ca_file", usual.CaFile, Texts.UpTo(4096)),
        };
        section.Finish();
        return bound;
    }

    private static Dictionary<string, string> Rename(Section section)
    {
        var names = TargetLabels.Bind(section);
        foreach (var (from, to) in names.Where(n => !Names.IsLabel(n.Value)))
            section.Fail(from, $"'{to}' is no label; it has letters, digits and _, and begins with no digit");
        return names;
    }

    private static Parsed<string> Path(string text) =>
        text.StartsWith('/') && Uri.TryCreate("http://host" + text, UriKind.Absolute, out _)
            ? Texts.UpTo(MaxChars)(text)
            : Parsed<string>.Fail($"'{text}' is no path; it begins with /, such as /metrics");

    private static Parsed<string> FilePattern(string text) =>
        System.IO.Path.GetDirectoryName(text)?.Contains('*', StringComparison.Ordinal) == true
            ? Parsed<string>.Fail($"'{text}' has * in a folder's name; only the file's own name may")
            : Texts.UpTo(4096)(text);

    private static Parsed<string> DnsName(string text) =>
        text.Length is > 0 and <= 63 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? text
            : Parsed<string>.Fail($"'{text}' is no namespace; it has lower-case letters, digits and -");
}
