using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>The <c>cluster</c> section.</summary>
internal static class ClusterBinder
{
    private static readonly Dictionary<string, ClusterRole> Roles = new()
    {
        ["silo"] = ClusterRole.Silo,
        ["gateway"] = ClusterRole.Gateway,
        ["both"] = ClusterRole.Both,
    };

    private static readonly Dictionary<string, ClusterProvider> Providers = new()
    {
        ["localhost"] = ClusterProvider.Localhost,
        ["postgresql"] = ClusterProvider.PostgreSql,
        ["dynamodb"] = ClusterProvider.DynamoDb,
    };

    public static ClusterOptions Bind(Section section, ClusterOptions defaults, IReadOnlyDictionary<string, string> environment)
    {
        var bound = new ClusterOptions
        {
            Role = section.Read("role", defaults.Role, OneOf(Roles)),
            Provider = section.Read("provider", defaults.Provider, OneOf(Providers)),
            Id = section.Read("id", defaults.Id, Id),
            AdvertisedAddress = section.Read("advertised_address", defaults.AdvertisedAddress, Host),
            SiloPort = section.Read("silo_port", defaults.SiloPort, Numbers.Between(1, ushort.MaxValue)),
            GatewayPort = section.Read("gateway_port", defaults.GatewayPort, Numbers.Between(1, ushort.MaxValue)),
            ConnectionString = section.Read("connection_string_env", "", text => FromVariable(text, environment), secret: true) is { Length: > 0 } text ? text : null,
            DynamoDb = section.Read("dynamodb", defaults.DynamoDb, RegionOrUrl),
            MaxWaitingCalls = section.Read("max_waiting_calls", defaults.MaxWaitingCalls, Numbers.Between(10, 1_000_000)),
            ShedAboveCpuPercent = section.Has("shed_above_cpu_percent")
                ? section.Read("shed_above_cpu_percent", 100, Numbers.Between(10, 100))
                : defaults.ShedAboveCpuPercent,
            DrainTimeout = section.Read("drain_timeout", defaults.DrainTimeout, Durations.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30))),
        };
        Check(section, bound);
        section.Finish();
        return bound;
    }

    private static void Check(Section section, ClusterOptions bound)
    {
        if (bound.Provider == ClusterProvider.PostgreSql && bound.ConnectionString is null)
            section.Fail("connection_string_env", "is missing; provider postgresql needs the environment variable that holds the connection string");
        if (bound.Provider == ClusterProvider.DynamoDb && bound.DynamoDb is null)
            section.Fail("dynamodb", "is missing; provider dynamodb needs a region or an endpoint");
        if (bound.SiloPort == bound.GatewayPort)
            section.Fail("gateway_port", "is silo_port too; each needs its own");
    }

    private static ValueReader<T> OneOf<T>(Dictionary<string, T> words)
        where T : struct => text =>
        words.TryGetValue(text, out var value) ? value : Parsed<T>.Fail($"'{text}' is not one of {string.Join(", ", words.Keys)}");

    private static Parsed<string> Id(string text) =>
        text.Length is >= 1 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? text
            : Parsed<string>.Fail($"'{text}' is not 1 to 64 letters, digits, - and _");

    private static Parsed<string?> Host(string text) =>
        Uri.CheckHostName(text) != UriHostNameType.Unknown ? text : Parsed<string?>.Fail($"'{text}' is no host name and no IP address");

    private static Parsed<string?> RegionOrUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" || text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? text
            : Parsed<string?>.Fail($"'{text}' is neither a region such as eu-central-1 nor a URL");

    private static Parsed<string> FromVariable(string variable, IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue(variable, out var value) && value.Length > 0
            ? value
            : Parsed<string>.Fail("names an environment variable that is not set");
}
