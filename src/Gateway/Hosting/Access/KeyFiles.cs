using System.Collections;
using System.Security.Cryptography;
using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Reloading;

namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>Puts the keys of the configuration and of its files together. No error shows what stands in a file of keys.</summary>
internal static class KeyFiles
{
    public static IReadOnlyList<string> Of(PlimsollOptions options) =>
        [.. options.ApiKeys.Select(k => k.File).Append(options.ApiKeysFile).OfType<string>().Distinct()];

    /// <returns>Null when <paramref name="error"/> says what is wrong.</returns>
    public static ApiKey[]? TryLoad(PlimsollOptions options, out string? error)
    {
        var errors = new List<string>();
        var keys = options.ApiKeys.SelectMany(k => k.File is null ? [k] : FromLines(k, k.File, errors)).ToList();
        if (options.ApiKeysFile is { } file)
            keys.AddRange(FromYaml(file, errors));
        FindDisagreements(keys, errors);
        error = errors.Count == 0 ? null : $"api_keys: {string.Join("; ", errors)}";
        return error is null ? [.. keys.Select(k => new ApiKey(k))] : null;
    }

    /// <summary>The keys of a client that has one on each line of a file.</summary>
    private static IEnumerable<ApiKeyOptions> FromLines(ApiKeyOptions key, string file, List<string> errors)
    {
        if (Read(file, errors) is not { } text)
            return [];
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length is 0 or > ApiKeyFile.MaxKeys)
            errors.Add($"'{file}' has {lines.Length} keys; it may have 1 to {ApiKeyFile.MaxKeys}, one a line");
        foreach (var (i, line) in lines.Index().Where(l => l.Item.Length < ApiKeyOptions.MinKeyLength))
            errors.Add($"key {i + 1} in '{file}' has {line.Length} characters; it needs {ApiKeyOptions.MinKeyLength} or more");
        return lines.Select(l => key with { File = null, Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(l))) });
    }

    private static IReadOnlyList<ApiKeyOptions> FromYaml(string file, List<string> errors)
    {
        if (Read(file, errors) is not { } yaml)
            return [];
        var wrong = new List<ConfigurationError>();
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => e.Value as string ?? "");
        var keys = ApiKeyFile.Read(yaml, environment, wrong);
        errors.AddRange(wrong.Select(e => $"{file}:{e.Line}:{e.Column}: {e.Path}: {e.Message}"));
        return wrong.Count == 0 ? keys : [];
    }

    private static void FindDisagreements(List<ApiKeyOptions> keys, List<string> errors)
    {
        foreach (var client in keys.GroupBy(k => k.Name).Where(g => g.Any(k => !k.SameClientAs(g.First()))))
            errors.Add($"the keys of '{client.Key}' have different scopes or rates; the keys of one client share them");
        foreach (var twice in keys.GroupBy(k => k.Sha256).Where(g => g.Count() > 1))
            errors.Add($"a key of '{twice.First().Name}' stands twice");
    }

    private static string? Read(string file, List<string> errors)
    {
        try
        {
            return SmallFile.ReadText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(e.Message);
            return null;
        }
    }
}
