using System.Security.Cryptography;
using System.Text;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Tests.Hosting.Access;

/// <summary>Keys and calls with them.</summary>
internal static class Keys
{
    public const string Record = """{"component":"chat","timestamp":"2026-11-20T12:00:00Z","input_tokens":10}""";

    public static ApiKeyOptions Key(string name, string key, params string[] scopes) => new(name, Hash(key), scopes);

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static async Task<Answer> SendAsync(this GatewayHost host, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/records") { Content = new StringContent(Record, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Api-Key", key);
        return await host.SendAsync(request);
    }

    /// <summary>Signs in and returns the cookie as a browser sends it back.</summary>
    public static async Task<string> SignInAsync(this GatewayHost host, string key)
    {
        using var form = new FormUrlEncodedContent([new("key", key)]);
        using var answer = await host.Client.PostAsync(new Uri("/login", UriKind.Relative), form);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    public static async Task<Answer> CallAsync(this GatewayHost host, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await host.SendAsync(request);
    }
}
