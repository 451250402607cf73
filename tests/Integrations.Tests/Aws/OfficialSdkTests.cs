using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Plimsoll.Integrations.Tests.Aws.Conformance;
using Plimsoll.Integrations.Tests.Servers;
using Plimsoll.Support;

namespace Plimsoll.Integrations.Tests.Aws;

/// <summary>What the product puts on the wire means the same as what the official SDK puts there for the same call.</summary>
public class OfficialSdkTests(OfficialSdk sdk) : IClassFixture<OfficialSdk>
{
    /// <summary>Headers that are the transport's, name the program, or differ from call to call.</summary>
    private static readonly string[] s_passed =
    [
        "accept", "accept-encoding", "amz-sdk-invocation-id", "authorization", "connection", "content-length", "host", "user-agent",
        "x-amz-content-sha256", "x-amz-date", "x-amz-user-agent",
    ];

    public static TheoryData<string> Calls => [.. OfficialSdk.Cases];

    [NodeTheory(OfficialSdk.Folder)]
    [MemberData(nameof(Calls))]
    public async Task Both_send_the_same_as_often(string call)
    {
        var (server, theirs) = await sdk.RanAsync(call);
        await OwnCalls.MakeAsync(call, server.Url);
        var ours = server.Requests.Skip(theirs.Count).ToList();

        Assert.NotEmpty(theirs);
        Assert.Equal(theirs.Select(Shape), ours.Select(Shape));
        Assert.Single(ours.Select(o => o.Headers["amz-sdk-invocation-id"]).Distinct());
        foreach (var request in theirs.Concat(ours))
            Verify(call, request);
    }

    private static void Verify(string call, RecordedRequest request)
    {
        if (call == "converse_key")
        {
            Assert.Equal("Bearer bedrock-api-key", request.Headers["authorization"]);
            return;
        }
        var signed = SigV4Check.Verify(request, Service(call));
        Assert.Superset(request.Headers.Keys.Except(["accept-encoding", "authorization", "connection", "user-agent"]).ToHashSet(), signed.ToHashSet());
    }

    private static string Service(string call) =>
        call.Contains("converse", StringComparison.Ordinal) ? "bedrock"
        : call.StartsWith("publish", StringComparison.Ordinal) ? "sns"
        : call == "invoke" ? "sagemaker"
        : "monitoring";

    /// <summary>One text of all that matters, so that a difference shows.</summary>
    private static string Shape(RecordedRequest request)
    {
        var headers = request.Headers.Where(h => !s_passed.Contains(h.Key)).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {h.Value}");
        return $"{request.Method} {request.Target}\n{string.Join('\n', headers)}\n\n{Body(request)}";
    }

    private static string Body(RecordedRequest request)
    {
        using var body = new MemoryStream(request.Body);
        using Stream plain = request.Headers.ContainsKey("content-encoding") ? new GZipStream(body, CompressionMode.Decompress) : body;
        using var reader = new StreamReader(plain, Encoding.UTF8);
        var text = reader.ReadToEnd();
        return request.Headers["content-type"].Contains("json", StringComparison.Ordinal)
            ? Sorted(JsonNode.Parse(text))
            : string.Join('\n', text.Split('&').Select(Uri.UnescapeDataString).Order(StringComparer.Ordinal));
    }

    private static string Sorted(JsonNode? node) => node switch
    {
        JsonObject json => $"{{{string.Join(',', json.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}:{Sorted(m.Value)}"))}}}",
        JsonArray json => $"[{string.Join(',', json.Select(Sorted))}]",
        JsonValue json when json.TryGetValue<double>(out var number) => FormattableString.Invariant($"{number:R}"),
        JsonValue json when json.TryGetValue<string>(out var text) => $"'{text}'",
        _ => node?.ToJsonString() ?? "null",
    };
}
