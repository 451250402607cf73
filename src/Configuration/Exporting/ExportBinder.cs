using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Scraping;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Exporting;

/// <summary>The <c>export</c> section. Headers stand in environment variables, for they hold keys.</summary>
internal static class ExportBinder
{
    public static ExportOptions Bind(Section section, IReadOnlyDictionary<string, string> environment)
    {
        var defaults = new ExportOptions();
        var otlp = section.Child("otlp");
        var bound = new ExportOptions
        {
            RemoteWrite = section.Has("remote_write") ? Destination(section.Child("remote_write"), environment) : null,
            Verdicts = otlp.Read("verdicts", defaults.Verdicts, Booleans.Read),
            Otlp = section.Has("otlp") ? Destination(otlp, environment) : null,
        };
        section.Finish();
        return bound;
    }

    private static ExportDestination? Destination(Section section, IReadOnlyDictionary<string, string> environment)
    {
        if (!section.Has("url"))
            section.Fail("url", "is missing");
        var usual = new ExportDestination(section.Read<Uri?>("url", null, Address) ?? new Uri("http://unknown"));
        var bound = usual with
        {
            Interval = section.Read("interval", usual.Interval, Durations.Between(TimeSpan.FromSeconds(5), TimeSpan.FromHours(1))),
            Timeout = section.Read("timeout", usual.Timeout, Durations.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1))),
            Headers = section.Read("headers_env", usual.Headers, text => FromVariable(text, environment), secret: true),
            Labels = TargetLabels.Bind(section.Child("labels")),
            MaxQueueBytes = section.Read("max_queue_bytes", usual.MaxQueueBytes, Sizes.Between(1 << 20, 1L << 30)),
        };
        section.Finish();
        return bound;
    }

    private static Parsed<Uri?> Address(string text) =>
        Links.Web(text).Error is null && new Uri(text) is { UserInfo: "", Fragment: "" } url
            ? url
            : Parsed<Uri?>.Fail("is no http or https address without a password, such as http://127.0.0.1:9090/api/v1/write");

    /// <summary>As OTEL_EXPORTER_OTLP_HEADERS has them.</summary>
    private static Parsed<IReadOnlyList<KeyValuePair<string, string>>> FromVariable(string variable, IReadOnlyDictionary<string, string> environment)
    {
        if (!environment.TryGetValue(variable, out var value) || value.Length == 0)
            return Parsed<IReadOnlyList<KeyValuePair<string, string>>>.Fail("names an environment variable that is not set");
        var headers = value.Split(',').Select(h => h.Split('=', 2, StringSplitOptions.TrimEntries)).ToList();
        return headers.TrueForAll(h => h.Length == 2 && h[0].Length > 0)
            ? new([.. headers.Select(h => KeyValuePair.Create(h[0], h[1]))], null)
            : Parsed<IReadOnlyList<KeyValuePair<string, string>>>.Fail("names an environment variable that is not name=value,name=value");
    }
}
