using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.Startup;

/// <summary>The command line; null is "not given", which leaves the configuration's word.</summary>
internal sealed record GatewayArguments
{
    public const string Help = """
        Plimsoll gateway: takes telemetry of large language models in, shows how they serve.

        Usage: Plimsoll.Gateway [options]
          --urls URLS          http:// or https:// addresses, separated by ';' (default http://127.0.0.1:8080)
          --data DIR           where state is kept (default ./data)
          --config FILE        plimsoll.yaml (default: ./plimsoll.yaml where there is one)
          --otlp-http ADDRESS  OTLP over HTTP, host:port or off (default 127.0.0.1:4318)
          --otlp-grpc ADDRESS  OTLP over gRPC, host:port or off (default 127.0.0.1:4317)
          --demo               run a built-in workload on two models, with a day of history
          --help               show this

        Environment variables PLIMSOLL__SECTION__KEY override the file; options override both.

        """;

    public IReadOnlyList<string>? Urls { get; private init; }
    public string? Data { get; private init; }
    public string? Config { get; private init; }
    public string? OtlpHttp { get; private init; }
    public string? OtlpGrpc { get; private init; }
    public bool Demo { get; private init; }
    public bool ShowHelp { get; private init; }

    /// <summary>Every argument that is not understood becomes an error.</summary>
    public static GatewayArguments Parse(IReadOnlyList<string> args, List<string> errors)
    {
        var result = new GatewayArguments();
        for (var i = 0; i < args.Count; i++)
        {
            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];
            if (name is "--demo" or "--help" or "-h" && equals < 0)
                result = name == "--demo" ? result with { Demo = true } : result with { ShowHelp = true };
            else if (name is not ("--urls" or "--data" or "--config" or "--otlp-http" or "--otlp-grpc"))
                errors.Add($"unknown argument '{args[i]}'; see --help");
            else if (equals >= 0 && equals < args[i].Length - 1)
                result = result.With(name, args[i][(equals + 1)..]);
            else if (equals < 0 && i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
                result = result.With(name, args[++i]);
            else
                errors.Add($"{name} needs a value; see --help");
        }
        return result;
    }

    /// <summary>What the file and the environment say, with the command line's word over it.</summary>
    public PlimsollOptions Over(PlimsollOptions options) => options with
    {
        Urls = Urls ?? options.Urls,
        DataDirectory = Data ?? options.DataDirectory,
        OtlpHttp = Address(OtlpHttp, options.OtlpHttp),
        OtlpGrpc = Address(OtlpGrpc, options.OtlpGrpc),
    };

    private static string? Address(string? given, string? configured) =>
        given is null ? configured : given.Equals("off", StringComparison.OrdinalIgnoreCase) ? null : given;

    private GatewayArguments With(string name, string value) => name switch
    {
        "--urls" => this with { Urls = value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) },
        "--data" => this with { Data = value },
        "--config" => this with { Config = value },
        "--otlp-http" => this with { OtlpHttp = value },
        _ => this with { OtlpGrpc = value },
    };
}
