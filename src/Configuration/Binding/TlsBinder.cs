using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>The section <c>tls</c>. Only names of files and variables stand in it, never a secret.</summary>
internal static class TlsBinder
{
    /// <summary>Null when the section is absent.</summary>
    public static TlsOptions? Bind(Section root, IReadOnlyDictionary<string, string> environment)
    {
        var section = root.Child("tls");
        if (!root.Has("tls"))
            return null;
        var bound = new TlsOptions
        {
            Certificate = section.Read("certificate", "", Texts.UpTo(4096)),
            Key = section.Read<string?>("key", null, Texts.Path),
            PasswordFile = section.Read<string?>("password_file", null, Texts.Path),
            PasswordVariable = section.Read<string?>("password_env", null, text => Variable(text, environment)),
        };
        if (!section.Has("certificate"))
            section.Fail("certificate", "is missing; name a PEM file or a .pfx");
        if (bound.IsPkcs12 && bound.Key is not null)
            section.Fail("key", "stands beside a PKCS #12 certificate, which holds its key itself");
        if (bound.PasswordFile is not null && bound.PasswordVariable is not null)
            section.Fail("password_env", "stands beside password_file; give one of them");
        section.Finish();
        return bound;
    }

    private static Parsed<string?> Variable(string name, IReadOnlyDictionary<string, string> environment) =>
        environment.ContainsKey(name) ? name : Parsed<string?>.Fail("names an environment variable that is not set");
}
