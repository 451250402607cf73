using System.Security.Cryptography;
using System.Text;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>
/// API keys: a name, scopes, and either the SHA-256 of the key or the environment variable that holds the key.
/// What stands under either is never shown, since somebody may have pasted the key itself.
/// </summary>
internal static class ApiKeyBinder
{
    private const int MinKeyLength = 16;
    private static readonly string[] Scopes = ["ingest", "read", "texts", "admin"];

    public static IReadOnlyList<ApiKeyOptions> Bind(IReadOnlyList<Section> sections, IReadOnlyDictionary<string, string> environment)
    {
        var keys = new List<ApiKeyOptions>();
        foreach (var section in sections)
        {
            var key = Key(section, environment);
            if (key.Name.Length > 0 && keys.Exists(k => k.Name == key.Name))
                section.Fail("name", $"'{key.Name}' is the name of an earlier key; each needs its own");
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
        if (section.Has("sha256") == section.Has("env"))
            section.Fail("sha256", "give either sha256 or env, the variable that holds the key");
        section.Finish();
        return new ApiKeyOptions(name, fromHash.Length > 0 ? fromHash : fromVariable, scopes);
    }

    private static Parsed<string> Sha256(string text) =>
        text.Length == 64 && text.All(char.IsAsciiHexDigit)
            ? text.ToLowerInvariant()
            : Parsed<string>.Fail($"is not 64 hexadecimal digits; its {text.Length} characters are not shown");

    private static Parsed<string> FromVariable(string variable, IReadOnlyDictionary<string, string> environment)
    {
        if (!environment.TryGetValue(variable, out var key))
            return Parsed<string>.Fail("names an environment variable that is not set");
        return key.Length >= MinKeyLength
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))
            : Parsed<string>.Fail($"names a variable whose key has {key.Length} characters; it needs {MinKeyLength} or more");
    }
}
