using System.Diagnostics;
using System.Text.Json;
using Plimsoll.Integrations.Tests.Servers;

namespace Plimsoll.Integrations.Tests.Aws.Conformance;

/// <summary>One recording server for each call, and what the official JavaScript SDK sent to it.</summary>
public sealed class OfficialSdk : IAsyncLifetime
{
    public const string Folder = "Aws/Conformance/node";

    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(2);

    /// <summary>The answer of the server to each call.</summary>
    private static readonly Dictionary<string, (int Status, string Body, (string, string)[] Headers)> s_answers = new()
    {
        ["put"] = (200, "{}", []),
        ["put_compressed"] = (200, "{}", []),
        ["get"] = (200, """{"MetricDataResults":[]}""", []),
        ["list"] = (200, """{"Metrics":[]}""", []),
        ["converse"] = (200, "{}", []),
        ["converse_profile"] = (200, "{}", []),
        ["converse_key"] = (200, "{}", []),
        ["invoke"] = (200, "{}", []),
        ["publish"] = (200, "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>", []),
        ["publish_fifo"] = (200, "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>", []),
        ["throttled_converse"] = (429, """{"message":"Too many requests"}""", [("x-amzn-errortype", "ThrottlingException")]),
        ["throttled"] = (400, """{"__type":"com.amazonaws.cloudwatch#ThrottlingException","message":"Rate exceeded"}""", [("x-amzn-query-error", "Throttling;Sender")]),
        ["invalid"] = (400, """{"__type":"com.amazonaws.cloudwatch#InvalidParameterValueException","message":"bad"}""", [("x-amzn-query-error", "InvalidParameterValue;Sender")]),
        ["fault"] = (500, """{"__type":"InternalServiceFault","message":"x"}""", []),
        ["unavailable"] = (503, "", []),
        ["too_large"] = (413, """{"message":"too big"}""", []),
        ["put_throttled"] = (400, """{"__type":"com.amazonaws.cloudwatch#ThrottlingException","message":"Rate exceeded"}""", [("x-amzn-query-error", "Throttling;Sender")]),
        ["put_fault"] = (500, """{"__type":"InternalServiceFault","message":"x"}""", []),
        ["put_denied"] = (403, """{"__type":"com.amazonaws.cloudwatch#AccessDenied","message":"no"}""", []),
        ["get_throttled"] = (429, "", []),
        ["get_fault"] = (502, "", []),
        ["list_page"] = (200, """{"Metrics":[]}""", []),
        ["publish_throttled"] = (429, Sns("Throttled"), []),
        ["publish_fault"] = (500, Sns("InternalError"), []),
        ["publish_denied"] = (403, Sns("AuthorizationError"), []),
        ["publish_missing"] = (404, Sns("NotFound"), []),
        ["converse_unavailable"] = (503, """{"message":"busy"}""", [("x-amzn-errortype", "ServiceUnavailableException")]),
        ["converse_not_ready"] = (429, """{"message":"loading"}""", [("x-amzn-errortype", "ModelNotReadyException")]),
        ["converse_denied"] = (403, """{"message":"no"}""", [("x-amzn-errortype", "AccessDeniedException")]),
        ["converse_invalid"] = (400, """{"message":"bad"}""", [("x-amzn-errortype", "ValidationException")]),
        ["bad_signature"] = (403, """{"__type":"SignatureDoesNotMatch","message":"sig"}""", []),
    };

    private static string Sns(string code) => $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>as the test has it</Message></Error></ErrorResponse>";

    private readonly Dictionary<string, LoopbackServer> _servers = [];
    private readonly Dictionary<string, IReadOnlyList<RecordedRequest>> _sent = [];
    private readonly Lock _lock = new();
    private Task? _run;

    public static IEnumerable<string> Cases => s_answers.Keys;

    internal async Task<(LoopbackServer Server, IReadOnlyList<RecordedRequest> Sent)> RanAsync(string call)
    {
        Task run;
        lock (_lock)
            run = _run ??= RunAsync();
        await run;
        return (_servers[call], _sent[call]);
    }

    private async Task RunAsync()
    {
        foreach (var (call, (status, body, headers)) in s_answers)
            _servers[call] = await LoopbackServer.StartAsync(status, body, headers);
        var urls = JsonSerializer.Serialize(_servers.ToDictionary(s => s.Key, s => s.Value.Url.ToString()));
        var start = new ProcessStartInfo("node", ["calls.js", urls])
        {
            WorkingDirectory = Path.Combine(AppContext.BaseDirectory, Folder),
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(s_deadline);
        var said = await process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0, said);
        foreach (var (call, server) in _servers)
            _sent[call] = server.Requests;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in _servers.Values)
            await server.DisposeAsync();
    }
}
