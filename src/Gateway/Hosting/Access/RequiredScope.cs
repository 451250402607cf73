namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>Endpoint metadata: the scope a caller's key must have; null opens the endpoint to everybody.</summary>
public sealed record RequiredScope(string? Scope);

public static class RequiredScopeExtensions
{
    /// <summary>Only keys with this scope may call; an endpoint that says nothing requires <see cref="Scopes.Read"/>.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder
    {
        if (!Scopes.All.Contains(scope))
            throw new ArgumentOutOfRangeException(nameof(scope), scope, $"Must be one of {string.Join(", ", Scopes.All)}");
        return builder.WithMetadata(new RequiredScope(scope));
    }

    /// <summary>Anybody may call, without a key: probes, the login page and the console's own assets.</summary>
    public static TBuilder AllowWithoutKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequiredScope(null));
}
