using System.Security.Cryptography;
using System.Text;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>
/// API keys: a name, scopes, and one of the SHA-256 of the key, the environment variable that holds it, or a file
/// that does. What stands under the first two is never shown, since somebody may have pasted the key itself.
/// </summary>
internal static class ApiKeyBinder
{
    private static readonly string[] Scopes = ["ingest", "read", "texts", "admin"];
    private static readonly string[] Origins = ["sha256", "env", "file"];

    public static IReadOnlyList<ApiKeyOptions> Bind(
        IReadOnlyList<Section> sections, IReadOnlyDictionary<string, string> environment, bool mayNameFiles = true)
    {
        var keys = new List<ApiKeyOptions>();
        foreach (var section in sections)
        {
            var key = Key(section, environment);
            if (!mayNameFiles && key.File is not null)
                section.Fail("file", "cannot stand in a file of keys; give the sha256 of the key");
            if (key.Name.Length > 0 && keys.Find(k => k.Name == key.Name) is { } earlier && !earlier.SameClientAs(key))
                section.Fail("name", $"'{key.Name}' has an earlier key with other scopes or another rate; the keys of one client share them");
            keys.Add(key);
        }
        return keys;
    }

    private static ApiKeyOptions Key(Section section, IReadOnlyDictionary<string, string> environment)
    {
        var name = section.Read("name", "", Texts.UpTo(64));
        if (!section.Has("name"))
            section.Fail("name", "is missing; logs show it in place of the key");
        var scopes = section.ReadList("scopes", [], Scopes.Length, Texts.OneOf(Scopes));
        if (!section.Has("scopes"))
            section.Fail("scopes", $"is missing; name one or more of {string.Join(", ", Scopes)}");
        var fromHash = section.Read("sha256", "", Sha256, secret: true);
        var fromVariable = section.Read("env", "", text => FromVariable(text, environment), secret: true);
        var key = new ApiKeyOptions(name, fromHash.Length > 0 ? fromHash : fromVariable, scopes)
        {
            File = section.Read<string?>("file", null, Texts.Path),
            NotAfter = section.Read("not_after", null, Instants.Read),
            RequestsPerSecond = section.Read("requests_per_second", null, Rate),
            Burst = section.Read("burst", null, BurstSize),
        };
        if (Origins.Count(section.Has) != 1)
            section.Fail("sha256", "give either sha256, env (the variable that holds the key) or file (which holds it)");
        if (key is { Burst: not null, RequestsPerSecond: null })
            section.Fail("burst", "stands without requests_per_second");
        section.Finish();
        return key;
    }

    private static Parsed<double?> Rate(string text)
    {
        var (value, error) = Numbers.PositiveUpTo(1e6)(text);
        return new Parsed<double?>(value, error);
    }

    private static Parsed<int?> BurstSize(string text)
    {
        var (value, error) = Numbers.Between(1, 1_000_000)(text);
        return new Parsed<int?>(value, error);
    }

    private static Parsed<string> Sha256(string text) =>
        text.Length == 64 && text.All(char.IsAsciiHexDigit)
            ? text.ToLowerInvariant()
            : Parsed<string>.Fail($"is not 64 hexadecimal digits; its {text.Length} characters are not shown");

    private static Parsed<string> FromVariable(string variable, IReadOnlyDictionary<string, string> environment)
    {
        if (!environment.TryGetValue(variable, out var key))
            return Parsed<string>.Fail("names an environment variable that is not set");
        return key.Length >= ApiKeyOptions.MinKeyLength
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))
            : Parsed<string>.Fail($"names a variable whose key has {key.Length} characters; it needs {ApiKeyOptions.MinKeyLength} or more");
    }
}
