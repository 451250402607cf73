using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Plimsoll.Cli.Remote;

/// <summary>Options of every command that calls a gateway, and how options are read and refused.</summary>
internal static class CommonOptions
{
    /// <summary><c>--to URL</c>, the gateway of this machine where nothing is said.</summary>
    public static Option<Uri> To() => Gateway("--to");

    /// <summary>The same under another name, where <c>--to</c> is the end of a period.</summary>
    public static Option<Uri> Gateway(string name)
    {
        var option = Parsed(name, "URL", "The gateway", ParseTarget, "an http:// or https:// URL");
        option.DefaultValueFactory = _ => new Uri("http://127.0.0.1:8080/");
        return option;
    }

    /// <summary><c>--api-key-env VAR</c>.</summary>
    public static Option<string?> ApiKeyEnv(string scope) => new("--api-key-env")
    {
        Description = $"Environment variable that holds an API key with the scope {scope}",
        HelpName = "VAR",
    };

    /// <summary>The key in the variable that the option names; null without the option.</summary>
    public static string? ApiKey(ParseResult parsed, Option<string?> option, CliHost host) =>
        parsed.GetValue(option) is { } variable ? host.Environment[variable] : null;

    public static void RequireVariable(CommandResult result, Option<string?> option, CliHost host)
    {
        if (result.GetResult(option)?.GetValueOrDefault<string>() is { } variable
            && string.IsNullOrEmpty(host.Environment.GetValueOrDefault(variable)))
            result.AddError($"{option.Name}: the environment variable '{variable}' is not set");
    }

    /// <param name="parse">Null for text that is not <paramref name="expected"/>.</param>
    public static Option<T> Parsed<T>(string name, string helpName, string description, Func<string, T?> parse, string expected) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            var value = parse(text);
            if (value is null)
                result.AddError($"{name}: '{text}' is not {expected}");
            return value;
        },
    };

    /// <summary>Whole seconds, minutes, hours or days such as <c>2s</c> or <c>1h</c>.</summary>
    public static TimeSpan? ParseDuration(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        var seconds = count * (text[^1] switch { 's' => 1L, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 0 });
        return seconds is > 0 and <= 400L * 86_400 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static Uri? ParseTarget(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
}
