using System.Collections;
using Plimsoll.Configuration;
using Plimsoll.Configuration.Files;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Hosting.Listening;
using Plimsoll.Gateway.Hosting.Tls;
using Plimsoll.Integrations.Aws;

namespace Plimsoll.Gateway.Hosting.Startup;

/// <summary>Reads the file, the environment and the command line, and finds everything that is wrong with them.</summary>
internal static class OptionsLoader
{
    private const string DefaultFile = "plimsoll.yaml";

    /// <summary>Null exactly when errors were added.</summary>
    public static PlimsollOptions? Load(GatewayArguments arguments, List<string> errors)
    {
        var file = arguments.Config ?? (File.Exists(DefaultFile) ? DefaultFile : null);
        var yaml = file is null ? null : ReadFile(file, errors);
        if (errors.Count > 0)
            return null;
        var result = ConfigurationReader.Read(yaml, EnvironmentVariables());
        errors.AddRange(result.Errors.Select(e => e.Line > 0 ? $"{file}:{e.Line}:{e.Column}: {e.Path}: {e.Message}" : $"{e.Path}: {e.Message}"));
        if (result.Options is null)
            return null;
        var options = NamedFiles.Apply(arguments.Over(result.Options), errors);
        errors.AddRange(AwsRegions.Missing(options, AwsRegion.Find));
        errors.AddRange(ListenPlan.Make(options).Errors);
        if (options.Tls is { } tls && CertificateFiles.TryLoad(tls, out var unusable) is null)
            errors.Add(unusable!);
        if (KeyFiles.TryLoad(options, out var noKeys) is null)
            errors.Add(noKeys!);
        return errors.Count == 0 ? options : null;
    }

    private static string? ReadFile(string file, List<string> errors)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"--config {file}: {e.Message}");
            return null;
        }
    }

    private static Dictionary<string, string> EnvironmentVariables() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(e => (string)e.Key, e => e.Value as string ?? "");
}
