using System.IO.Compression;
using System.Text;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Ingest;

public class RecordsEndpointTests
{
    private const string Path = "/api/v1/records";
    private const string Good = """{"component":"chat","timestamp":"2026-11-20T12:00:00Z","input_tokens":10}""";

    [Theory]
    [InlineData("[" + Good + "," + Good + "]", "application/json", 2)]
    [InlineData(" \r\n" + Good + "\n", "application/json", 1)]
    [InlineData("{\n\"component\":\"chat\",\n\"timestamp\":1795176000000,\n\"input_tokens\":10\n}", "application/json", 1)]
    [InlineData(Good + "\n" + Good + "\n", "application/json", 2)]
    [InlineData(Good + "\r\n\r\n" + Good, "application/x-ndjson", 2)]
    [InlineData(Good + "\n" + Good + "\n" + Good, "text/plain", 3)]
    [InlineData("\uFEFF[" + Good + "]", "application/json; charset=utf-8", 1)]
    [InlineData("[]", "application/json", 0)]
    public async Task Arrays_single_objects_and_lines_are_taken(string body, string type, int rows)
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync(Path, body, type);

        Assert.Equal($$"""{"accepted":{{rows}},"duplicates":0,"rejected":[],"rejected_total":0}""", answer.Text);
        Assert.Equal("application/json", answer.Type);
        Assert.Equal(rows, host.Pipeline.Records.Count);
        Assert.All(host.Pipeline.Records, r => Assert.Equal(("chat", 1795176000000, 10L), (r.Component, r.TimestampMs, r.InputTokens)));
        await Eventually.TrueAsync(() => host.Pipeline.Outstanding == 0, "what was lent is given back");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task Compressed_and_chunked_bodies_are_taken(string encoding)
    {
        await using var host = await GatewayHost.StartAsync();
        var body = "[" + string.Join(',', Enumerable.Repeat(Good, 5000)) + "]";

        var answer = await host.PostAsync(Path, Compress(Encoding.UTF8.GetBytes(body), encoding), encoding: encoding, chunked: true);

        Assert.Equal(200, answer.Status);
        Assert.Equal(5000, answer.Json.GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task One_bad_record_does_not_fail_its_batch()
    {
        await using var host = await GatewayHost.StartAsync();
        var body = $$"""[{{Good}},{"component":"chat","timestamp":"2026-11-20T12:00:00Z","input_tokens":"ten","labels":{"a":[{}] } },7,{"component":"chat","input_tokens":1},{{Good}}]""";

        var answer = await host.PostAsync(Path, body);

        Assert.Equal(200, answer.Status);
        Assert.Equal(2, answer.Json.GetProperty("accepted").GetInt32());
        var rejected = answer.Json.GetProperty("rejected").EnumerateArray().Select(r => (r.GetProperty("index").GetInt32(), r.GetProperty("reason").GetString())).ToList();
        Assert.Equal([(1, "input_tokens must be a whole number, not \"ten\""), (2, "record must be an object, not 7"), (3, "timestamp is required")], rejected);
        Assert.Equal(2, host.Pipeline.Records.Count);
    }

    [Fact]
    public async Task A_line_that_is_no_json_costs_only_itself()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync(Path, $"{Good}\n{{\"component\":\n{Good} trailing\n{Good}", "application/x-ndjson");

        Assert.Equal(2, answer.Json.GetProperty("accepted").GetInt32());
        Assert.Equal(2, host.Pipeline.Records.Count);
        Assert.Equal(["line 2, byte 13: not valid JSON", $"line 3, byte {Good.Length + 1}: not valid JSON"],
            answer.Json.GetProperty("rejected").EnumerateArray().Select(r => r.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("[" + Good + ",\n{\"component\":}]", "line 2, byte 13, in row 1")]
    [InlineData("[" + Good, "in row 1")]
    [InlineData("[" + Good + "] x", "line 1")]
    [InlineData("hello", "line 1, byte 0")]
    [InlineData("", "empty")]
    [InlineData(" \n ", "empty")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "line 1, byte 16")]
    public async Task A_body_that_is_no_json_is_refused_whole_with_the_place(string body, string place)
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync(Path, body);

        Assert.Equal((400, "application/problem+json"), (answer.Status, answer.Type));
        Assert.Contains(place, answer.Detail, StringComparison.Ordinal);
        Assert.Empty(host.Pipeline.Records);
        await Eventually.TrueAsync(() => host.Pipeline.Outstanding == 0, "what was lent is given back");
    }

    [Fact]
    public async Task The_answer_is_bounded_however_much_is_wrong()
    {
        await using var host = await GatewayHost.StartAsync();
        var body = "[" + string.Join(',', Enumerable.Range(0, 500).Select(i => $$"""{"component":"c","timestamp":0,"unknown_{{i}}":1}""")) + "]";

        var answer = await host.PostAsync(Path, body);

        Assert.Equal(100, answer.Json.GetProperty("rejected").GetArrayLength());
        Assert.Equal(500, answer.Json.GetProperty("rejected_total").GetInt32());
        var ignored = answer.Json.GetProperty("ignored_fields").EnumerateObject().ToList();
        Assert.Equal(33, ignored.Count);
        Assert.Equal(500, ignored.Sum(f => f.Value.GetInt32()));
    }

    [Fact]
    public async Task A_component_beyond_the_bound_is_rejected_by_name()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Pipeline.Admit = c => c != "chat";

        var answer = await host.PostAsync(Path, Good);

        var rejection = Assert.Single(answer.Json.GetProperty("rejected").EnumerateArray());
        Assert.Equal("too_many_components", rejection.GetProperty("code").GetString());
        Assert.Contains("'chat'", rejection.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mutilated_bodies_never_fail_the_gateway()
    {
        await using var host = await GatewayHost.StartAsync();
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var body = Encoding.UTF8.GetBytes($$"""[{{Good}},{"component":"ü\u00e4\ud83d\ude00","prompt":"a\nb","stages":[{"name":"x","ms":1}],"labels":{"k":"v"},"timestamp":"2026-11-20T12:00:00+01:00","ttft_ms":1.5}]""");
            for (var change = random.Next(1, 4); change > 0; change--)
                body[random.Next(body.Length)] = (byte)random.Next(256);

            var answer = await host.PostAsync(Path, body[..random.Next(1, body.Length + 1)], random.Next(2) == 0 ? "application/json" : "application/x-ndjson");

            Assert.True(answer.Status is 200 or 400, $"round {round}: {answer.Status} {answer.Text}");
        }
        await Eventually.TrueAsync(() => host.Pipeline.Outstanding == 0, "what was lent is given back");
    }

    internal static byte[] Compress(byte[] body, string encoding)
    {
        var output = new MemoryStream();
        using (Stream? stream = encoding switch
        {
            "gzip" => new GZipStream(output, CompressionLevel.SmallestSize),
            "deflate" => new ZLibStream(output, CompressionLevel.SmallestSize),
            "br" => new BrotliStream(output, CompressionLevel.SmallestSize),
            _ => null,
        })
        {
            if (stream is null)
                return body;
            stream.Write(body);
        }
        return output.ToArray();
    }
}
