using System.Text.Json;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest;

/// <summary>What is found in texts before they are dropped.</summary>
public class ContentTests
{
    [Theory]
    [InlineData("I'm sorry, but I can't help with that.", true)]
    [InlineData("Hold the button for ten seconds.", false)]
    [InlineData("", null)]
    public async Task A_response_is_looked_at_for_a_refusal(string response, bool? refused) =>
        Assert.Equal(refused, (await SendAsync($$""" "response":{{JsonSerializer.Serialize(response)}} """)).Refused);

    [Theory]
    [InlineData(""" "labels":{"expected_format":"json"},"response":"{\"a\":1}" """, true)]
    [InlineData(""" "response":"{\"a\":1}","labels":{"expected_format":"JSON"} """, true)]
    [InlineData(""" "response":"Sure: {\"a\":1}","labels":{"expected_format":"json"} """, false)]
    [InlineData(""" "response":"{\"a\":1}","labels":{"expected_format":"xml"} """, null)]
    [InlineData(""" "response":"{\"a\":1}" """, null)]
    [InlineData(""" "labels":{"expected_format":"json"},"output_tokens":3 """, null)]
    public async Task A_response_is_checked_for_the_form_that_the_label_names(string members, bool? formatOk) =>
        Assert.Equal(formatOk, (await SendAsync(members)).FormatOk);

    [Fact]
    public async Task What_the_client_says_counts_before_what_is_found()
    {
        var record = await SendAsync(""" "format_ok":false,"refused":false,"response":"[\"I can't help\"]","labels":{"expected_format":"json"} """);

        Assert.Equal((false, false), (record.FormatOk, record.Refused));
    }

    [Fact]
    public async Task Flags_need_no_text()
    {
        var record = await SendAsync(""" "format_ok":true,"refused":true """);

        Assert.Equal((true, true, null), (record.FormatOk, record.Refused, record.ResponseHash));
    }

    [Fact]
    public async Task What_was_found_in_one_response_is_not_told_of_the_next_record()
    {
        await using var host = await GatewayHost.StartAsync();

        await host.PostAsync("/api/v1/records", """
            [{"component":"chat","timestamp":1795176000000,"response":"I can't help with that.","labels":{"expected_format":"json"}},
             {"component":"chat","timestamp":1795176000000,"output_tokens":1,"labels":{"expected_format":"json"}}]
            """);

        Assert.Equal([true, null], host.Pipeline.Records.Select(r => r.Refused));
        Assert.Equal([false, null], host.Pipeline.Records.Select(r => r.FormatOk));
    }

    private static async Task<InferenceRecord> SendAsync(string members)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.PostAsync("/api/v1/records", $$"""{"component":"chat","timestamp":1795176000000,{{members}}}""");
        return Assert.Single(host.Pipeline.Records);
    }
}
