using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Comparing;
using Plimsoll.Gateway.Query;
using Plimsoll.Gateway.Tests.Query;

namespace Plimsoll.Gateway.Tests.Comparing;

public sealed class ComparisonEndpointTests
{
    [Fact]
    public async Task A_version_that_fails_more_is_worse_by_so_much()
    {
        var (status, json) = await GetAsync("?component=chat&a=v1&b=v2");

        Assert.Equal((200, "worse", "model_version"), (status, Text(json, "verdict"), Text(json, "by")));
        Assert.Equal(("v1", 20_000, 200), Side(json, "a"));
        Assert.Equal(("v2", 20_000, 1_000), Side(json, "b"));
        var measures = json.GetProperty("measures").EnumerateArray().ToList();
        Assert.Equal(["errors", "ttft", "total_latency", "cost"], measures.Select(m => Text(m, "measure")));
        Assert.Matches(@"^worse by 0\.04 \[0\.03\d*, 0\.04\d*\]$", Text(measures[0], "text"));
        Assert.Equal("not worse within 10", Text(measures[1], "text"));
        Assert.Equal(2.5, measures[3].GetProperty("mean_a").GetDouble(), 9);
    }

    [Fact]
    public async Task Components_are_compared_as_wholes()
    {
        var (status, json) = await GetAsync("?a=chat&b=other");

        Assert.Equal((200, JsonValueKind.Null, JsonValueKind.Null), (status, json.GetProperty("component").ValueKind, json.GetProperty("by").ValueKind));
        Assert.Equal(("chat", 40_000, 1_200), Side(json, "a"));
        Assert.Equal("not_worse", Text(json, "verdict"));
    }

    [Theory]
    [InlineData("?b=v2", 400, "Parameter 'a' is missing: name what is to be compared")]
    [InlineData("?a=v1&b=v1", 400, "Parameter 'b' is 'v1': it must be another than a")]
    [InlineData("?a=v1&b=v2&by=variant", 400, "Parameter 'by' is 'variant': it stands without component; name the component that a and b are parts of")]
    [InlineData("?component=chat&a=v1&b=v2&by=colour", 400, "Parameter 'by' is 'colour': it may be model_version, variant, copy")]
    [InlineData("?component=chat&a=v1&b=v9", 400, "Parameter 'b' is 'v9': the last 24 hours saw v1, v2")]
    [InlineData("?component=chat&a=v1&b=v9&by=copy", 400, "Parameter 'a' is 'v1': no copy was seen in the last 24 hours")]
    [InlineData("?component=gone&a=v1&b=v2", 404, "No component 'gone'. There are: chat, other. A slash in a name is written %2F.")]
    [InlineData("?a=chat&b=gone", 404, "No component 'gone'. There are: chat, other. A slash in a name is written %2F.")]
    public async Task A_wrong_question_is_told_what_it_may_be(string question, int status, string detail)
    {
        var (answered, json) = await GetAsync(question);

        Assert.Equal((status, detail), (answered, Text(json, "detail")));
    }

    private static async Task<(int Status, JsonElement Json)> GetAsync(string question)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IComponentDirectory>(new FakeDirectory(Component("chat"), Component("other")));
        var price = new ComponentSettings { Price = new(InputPerMillionTokens: 1, OutputPerMillionTokens: 15) };
        builder.Services.AddSingleton(new PlimsollOptions { Components = new Dictionary<string, ComponentSettings> { ["*"] = price } });
        builder.Services.AddQuery().AddComparing();
        await using var app = builder.Build();
        app.MapComparing();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var response = await client.GetAsync(new Uri($"/api/v1/compare{question}", UriKind.Relative));
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private static FakeComponent Component(string name)
    {
        DistributionView Distribution(double mean, double deviation) => new(40_000, mean, null, null, null, null, null, null, deviation);
        BreakdownView Version(string version, long errors) => new(
            version, 20_000, errors, 20_000 * 1_000, 20_000 * 100, null, null, null, QueryHost.Now, new(20_000, 200, 40), new(20_000, 2_000, 300));
        return new()
        {
            View = new ComponentView
            {
                Summary = new ComponentSummary { Component = name, State = ComponentState.Active },
                From = QueryHost.Now.AddHours(-1),
                To = QueryHost.Now,
                Requests = 40_000,
                Errors = 1_200,
                InputTokens = 40_000 * 1_000,
                OutputTokens = 40_000 * 100,
                Quantiles = new Dictionary<string, DistributionView>
                {
                    ["ttft_ms"] = Distribution(200, 40),
                    ["total_latency_ms"] = Distribution(2_000, 300),
                    ["input_tokens"] = Distribution(1_000, 100),
                    ["output_tokens"] = Distribution(100, 20),
                },
                Breakdowns = new Dictionary<string, IReadOnlyList<BreakdownView>> { ["model_version"] = [Version("v1", 200), Version("v2", 1_000)] },
            },
        };
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static (string?, long, long) Side(JsonElement json, string name)
    {
        var side = json.GetProperty(name);
        return (Text(side, "name"), side.GetProperty("requests").GetInt64(), side.GetProperty("errors").GetInt64());
    }
}
