using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace Plimsoll.Gateway.Query;

/// <summary>
/// The names that a query string may have. One that is mistyped must not be passed over: what was meant to be a condition would
/// find everything.
/// </summary>
/// <typeparam name="T">Binds the query string; every property has a <see cref="FromQueryAttribute"/> with its name.</typeparam>
internal static class KnownParameters<T>
{
    private static readonly string[] s_names = [.. typeof(T).GetProperties().Select(p => p.GetCustomAttribute<FromQueryAttribute>()?.Name).OfType<string>()];

    /// <summary>The first name that is none of them; null when all are.</summary>
    public static ParameterError? Check(IQueryCollection given) =>
        given.Keys.FirstOrDefault(k => !s_names.Contains(k, StringComparer.OrdinalIgnoreCase)) is { } unknown
            ? new ParameterError(unknown, null, $"Parameter '{unknown}' is not known: it may be {string.Join(", ", s_names)}")
            : null;
}
