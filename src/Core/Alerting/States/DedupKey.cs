using System.Security.Cryptography;
using System.Text;

namespace Plimsoll.Alerting.States;

/// <summary>Names an alert for receivers: the same trouble has the same key, however urgent, on any host.</summary>
public static class DedupKey
{
    private const int Bytes = 16;

    /// <summary>The first 32 hexadecimal digits of sha256(component|model|version|family).</summary>
    public static string Of(string component, string? model, string? version, string family) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{component}|{model}|{version}|{family}")).AsSpan(0, Bytes));
}
