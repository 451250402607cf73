namespace Plimsoll.Configuration.Tests;

/// <summary>Short ways to read a configuration in a test.</summary>
internal static class Reading
{
    public static ConfigurationResult Of(string? yaml, params (string Name, string Value)[] environment) =>
        ConfigurationReader.Read(yaml, environment.ToDictionary(v => v.Name, v => v.Value));

    public static PlimsollOptions Valid(string? yaml, params (string Name, string Value)[] environment)
    {
        var result = Of(yaml, environment);
        Assert.Empty(result.Errors);
        return Assert.IsType<PlimsollOptions>(result.Options);
    }

    /// <summary>The one error, as <c>line:column path: message</c>.</summary>
    public static string Error(string? yaml, params (string Name, string Value)[] environment)
    {
        var result = Of(yaml, environment);
        Assert.Null(result.Options);
        var error = Assert.Single(result.Errors);
        return $"{error.Line}:{error.Column} {error.Path}: {error.Message}";
    }
}
