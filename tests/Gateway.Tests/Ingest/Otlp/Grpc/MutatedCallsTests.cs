using Google.Protobuf;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Gateway.Tests.Ingest.Otlp.Logs;
using Plimsoll.Gateway.Tests.Ingest.Otlp.Metrics;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp.Grpc;

/// <summary>Spoiled frames and messages over h2c: a status that blames the client and says why, never a fault of the server's own.</summary>
public class MutatedCallsTests
{
    private const int Calls = 10_000;
    private const int Clients = 4;
    private const string Succeeded = "0";
    private const string InvalidArgument = "3";

    [Theory]
    [InlineData(GrpcCall.Traces)]
    [InlineData(GrpcCall.Metrics)]
    [InlineData(GrpcCall.Logs)]
    public async Task A_spoiled_call_is_answered_with_what_is_wrong(string method)
    {
        IMessage message = method switch
        {
            GrpcCall.Traces => Spans.Request(Spans.Make(("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "m"), ("gen_ai.usage.input_tokens", 82))),
            GrpcCall.Metrics => MetricRequests.OfEveryKind(),
            _ => LogRequests.Result("tone", 0.5),
        };
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { OtlpGrpc = "127.0.0.1:0" });

        var decoded = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => SendAsync(host, method, message.ToByteArray(), seed: client))));

        Assert.True(decoded.Sum() >= Calls * 0.3, $"{decoded.Sum()} of {Calls} calls still decode; fewer than 30% test too little");
        Assert.Equal(0, host.Pipeline.Outstanding);
        Assert.Equal(Succeeded, (await GrpcCall.SendAsync(host, method, message)).Status);
    }

    /// <summary>Every third call has its frame spoiled too, the others only the message in it.</summary>
    private static async Task<int> SendAsync(GatewayHost host, string method, byte[] valid, int seed)
    {
        var mutator = new Mutator(new Random(seed));
        var decoded = 0;
        for (var i = 0; i < Calls / Clients; i++)
        {
            var body = i % 3 == 0 ? mutator.Mutate(GrpcCall.Frame(valid, 0)) : GrpcCall.Frame(i % 10 == 9 ? mutator.Noise() : mutator.Mutate(valid), 0);
            var answer = await GrpcCall.SendAsync(host, method, body, ("grpc-encoding", "gzip"));
            if (answer.Status == Succeeded)
                decoded++;
            else
                Assert.True(answer.Status == InvalidArgument && !string.IsNullOrWhiteSpace(answer.Message), $"{answer.Status} {answer.Message} for {Convert.ToBase64String(body)}");
        }
        return decoded;
    }
}
