using System.Text;
using System.Text.Json;
using Plimsoll.SageMaker.Capture;

namespace Plimsoll.Core.Tests.SageMaker.Capture;

public class CaptureLineTests
{
    private const string Event = """ "eventMetadata":{"eventId":"e-1","inferenceTime":"2026-11-20T12:00:01Z"},"eventVersion":"0" """;

    [Fact]
    public void A_line_as_the_documentation_has_it_is_read()
    {
        var request = Read("""
            {"captureData":{"endpointInput":{"observedContentType":"application/json","mode":"INPUT","data":"{\"inputs\":\"2+2?\",\"parameters\":{}}","encoding":"JSON"},
            "endpointOutput":{"observedContentType":"application/json","mode":"OUTPUT","data":"[{\"generated_text\":\"4 ü\"}]","encoding":"JSON"}},
            "eventMetadata":{"eventId":"e-1","inferenceId":"mine","customAttributes":["a"],"inferenceTime":"2026-11-20T12:00:01Z","inferenceComponentName":"chat"},"eventVersion":"0"}
            """);

        Assert.Equal(("mine", "chat", "2+2?", "4 ü"), (request.Id, request.InferenceComponent, request.Prompt, request.Response));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 12, 0, 1, TimeSpan.Zero), request.At);
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}]}""", "Hi")]
    [InlineData("""{"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":[{"type":"text","text":"Hi"},{"type":"image_url"}]}]}""", "system: Be kind.\nuser: Hi")]
    [InlineData("""{"prompt":["a","b"]}""", "a\nb")]
    [InlineData("""{"inputs":"x","parameters":{"max_new_tokens":5}}""", "x")]
    [InlineData("plain words", "plain words")]
    public void Prompts_are_found_in_the_forms_that_containers_take(string body, string prompt) =>
        Assert.Equal(prompt, Read(Line(body, "[]")).Prompt);

    [Theory]
    [InlineData("""{"choices":[{"message":{"role":"assistant","content":"4"},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":1}}""", "4", 7, 1, "stop")]
    [InlineData("""{"choices":[{"text":"4"}]}""", "4", null, null, null)]
    [InlineData("""[{"generated_text":"4","details":{"finish_reason":"length","generated_tokens":3}}]""", "4", null, 3, "length")]
    [InlineData("""{"generation":"4","prompt_token_count":7,"generation_token_count":2,"stop_reason":"stop"}""", "4", 7, 2, "stop")]
    [InlineData("""{"outputs":["4"]}""", "4", null, null, null)]
    [InlineData("""{"output":{"message":{"role":"assistant","content":[{"text":"4"}]}}}""", "4", null, null, null)]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"4\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"2\"},\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\ndata: [DONE]\n", "42", 7, 2, "stop")]
    [InlineData("{\"token\":{\"text\":\"4\",\"special\":false}}\n{\"token\":{\"text\":\"</s>\",\"special\":true},\"generated_text\":\"42\",\"details\":{\"generated_tokens\":2,\"finish_reason\":\"eos_token\"}}\n", "42", null, 2, "eos_token")]
    [InlineData("just text", "just text", null, null, null)]
    public void Answers_are_found_in_the_forms_that_containers_give(string body, string response, int? inputs, int? outputs, string? finish)
    {
        var request = Read(Line("q", body));

        Assert.Equal((response, (long?)inputs, (long?)outputs, finish), (request.Response, request.InputTokens, request.OutputTokens, request.FinishReason));
    }

    [Fact]
    public void Base64_is_read_as_what_it_holds()
    {
        var line = $$$"""{"captureData":{"endpointInput":{"data":"{{{Convert.ToBase64String("Straße"u8)}}}","encoding":"BASE64"}},{{{Event}}}}""";

        Assert.Equal("Straße", Read(line).Prompt);
    }

    /// <summary>As a model that was cut short amid an emoji answers.</summary>
    [Fact]
    public void Half_a_character_harms_nothing_but_itself()
    {
        var line = $$$"""{"captureData":{"endpointInput":{"data":"Hi \"\u00fc\ud83d\ude00\ud83d","encoding":"TEXT"},"endpointOutput":{"data":"{\"generated_text\":\"4 \\ud83d\"}","encoding":"JSON"}},{{{Event}}}}""";

        var request = Read(line);

        Assert.Equal(("Hi \"ü😀\uFFFD", "4 \uFFFD"), (request.Prompt, request.Response));
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}],"user":"u-1"}""", "u-1")]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}],"user":"u-1","safety_identifier":"s-1"}""", "s-1")]
    [InlineData("""{"inputs":"Hi","user":7}""", null)]
    [InlineData("Hi", null)]
    public void Whom_a_request_is_for_is_known_where_its_sender_says_so(string body, string? user) =>
        Assert.Equal(user, Read(Line(body, "[]")).User);

    [Theory]
    [InlineData("not json", "not_json")]
    [InlineData("{}", "no_capture_data")]
    [InlineData("""{"captureData":{},"eventMetadata":{"inferenceTime":"2026-11-20T12:00:01Z"}}""", "no_id")]
    [InlineData("""{"captureData":{},"eventMetadata":{"eventId":"e","inferenceTime":"then"}}""", "no_time")]
    [InlineData("""{"captureData":{"endpointInput":{"data":"%%","encoding":"BASE64"}},"eventMetadata":{"eventId":"e","inferenceTime":"2026-11-20T12:00:01Z"}}""", "bad_encoding")]
    [InlineData("""{"captureData":{"endpointInput":{"data":"x","encoding":"ROT13"}},"eventMetadata":{"eventId":"e","inferenceTime":"2026-11-20T12:00:01Z"}}""", "bad_encoding")]
    [InlineData("""{"captureData":{"endpointInput":{"data":"{\"instances\":[[1,2]]}","encoding":"JSON"}},"eventMetadata":{"eventId":"e","inferenceTime":"2026-11-20T12:00:01Z"}}""", "no_text")]
    [InlineData("[1]", "no_capture_data")]
    public void A_wrong_line_says_what_is_wrong(string line, string reason)
    {
        Assert.Null(CaptureLine.Read(Encoding.UTF8.GetBytes(line), out var wrong));
        Assert.Equal(reason, wrong);
    }

    [Theory]
    [InlineData("capture/chat-endpoint/AllTraffic/2026/11/20/12/01-02-003-abc.jsonl", "chat-endpoint", "AllTraffic")]
    [InlineData("chat-endpoint/AllTraffic/2026/11/20/12/x.jsonl", "chat-endpoint", "AllTraffic")]
    [InlineData("2026/11/20/12/x.jsonl", null, null)]
    [InlineData("some/where/else.jsonl", null, null)]
    public void The_path_names_endpoint_and_variant(string key, string? endpoint, string? variant) => Assert.Equal(new CapturePath(endpoint, variant), CapturePath.Of(key));

    private static CapturedRequest Read(string line)
    {
        var request = CaptureLine.Read(Encoding.UTF8.GetBytes(line), out var wrong);
        Assert.Null(wrong);
        return request!;
    }

    private static string Line(string asked, string answered) =>
        $$$"""{"captureData":{"endpointInput":{"data":{{{JsonSerializer.Serialize(asked)}}},"encoding":"JSON"},"endpointOutput":{"data":{{{JsonSerializer.Serialize(answered)}}},"encoding":"JSON"}},{{{Event}}}}""";
}
