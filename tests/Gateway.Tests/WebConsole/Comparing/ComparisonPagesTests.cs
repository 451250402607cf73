using System.Net;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Tests.Query;

namespace Plimsoll.Gateway.Tests.WebConsole.Comparing;

public sealed class ComparisonPagesTests
{
    [Fact]
    public async Task Two_versions_stand_side_by_side_with_what_can_be_said()
    {
        var (status, html) = await GetAsync("/compare?component=chat&by=model_version&a=v1&b=v2");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("v2 is worse than v1", html, StringComparison.Ordinal);
        Assert.Matches(@"worse by 4\.00% \[3\.\d\d%, 4\.\d\d%\]", html);
        Assert.Contains("not worse within 10.0 ms", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_question_the_versions_of_the_component_are_offered()
    {
        var (status, html) = await GetAsync("/compare?component=chat&by=&a=&b=");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("""<option value="v2">""", html, StringComparison.Ordinal);
        Assert.Contains("""<a href="/compare?component=chat&amp;by=model_version&amp;a=v1&amp;b=v2">v2 against v1</a>""", html, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?component=chat&a=v1&b=v9", HttpStatusCode.BadRequest, "the last 24 hours saw v1, v2")]
    [InlineData("?a=gone&b=chat", HttpStatusCode.NotFound, "No component &#x27;gone&#x27;.")]
    [InlineData("?a=chat&b=", HttpStatusCode.BadRequest, "Parameter &#x27;b&#x27; is missing")]
    public async Task A_wrong_question_is_told_on_the_page(string question, HttpStatusCode status, string said)
    {
        var (answered, html) = await GetAsync($"/compare{question}");

        Assert.Equal(status, answered);
        Assert.Contains(said, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollout_of_the_component_stands_above_its_comparison()
    {
        var (_, html) = await GetAsync("/compare?component=chat", new("model_version", "v1", "v2", "rolled_back", "guardrail:errors", 0, QueryHost.Now, []));

        Assert.Contains("Rollout of v2: rolled back", html, StringComparison.Ordinal);
        Assert.Contains("Rolled back to v1 for guardrail:errors.", html, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Html)> GetAsync(string path, RolloutView? rollout = null)
    {
        BreakdownView Version(string version, long errors) => new(
            version, 20_000, errors, 0, 0, null, null, null, QueryHost.Now, new(20_000, 200, 40), new(20_000, 2_000, 300));
        var chat = new FakeComponent
        {
            View = new ComponentView
            {
                Summary = new ComponentSummary { Component = "chat", State = ComponentState.Active },
                From = QueryHost.Now.AddHours(-1),
                To = QueryHost.Now,
                Requests = 40_000,
                Rollout = rollout,
                Breakdowns = new Dictionary<string, IReadOnlyList<BreakdownView>> { ["model_version"] = [Version("v1", 200), Version("v2", 1_000)] },
            },
        };
        await using var host = await ConsoleHost.StartAsync(new FakeDirectory(chat));
        using var client = new HttpClient { BaseAddress = host.Url };
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
