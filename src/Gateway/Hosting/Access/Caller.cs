namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>Who makes a request, for endpoints that ask for more than one scope and for what is written down of them.</summary>
internal sealed class Caller
{
    private readonly ApiKey? _key;

    private Caller(ApiKey? key, bool isSignedIn) => (_key, IsSignedIn) = (key, isSignedIn);

    /// <summary>The client's name, or <c>local</c> while no key is configured.</summary>
    public string Name => _key?.Client ?? "local";

    /// <summary>Tells the keys of the client apart; null while no key is configured.</summary>
    public string? KeyId => _key?.Id;

    /// <summary>Came with the console's session, not with a key.</summary>
    public bool IsSignedIn { get; }

    /// <summary>Whether the caller's key has the scope; everybody has while no key is configured.</summary>
    public bool May(string scope) => _key?.Grants(scope) ?? true;

    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? new Caller(null, isSignedIn: false);

    public static void Set(HttpContext context, ApiKey key, bool isSignedIn) => context.Features.Set(new Caller(key, isSignedIn));
}
