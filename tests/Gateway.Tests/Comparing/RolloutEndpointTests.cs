using System.Net;
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

public sealed class RolloutEndpointTests
{
    public static TheoryData<string, RearmReceipt?, HttpStatusCode, string> Answers => new()
    {
        { "chat", new RearmReceipt(Refused: null), HttpStatusCode.NoContent, "" },
        { "chat", new RearmReceipt("no_rollout"), HttpStatusCode.NotFound, "\"code\":\"no_rollout\"" },
        { "chat", new RearmReceipt("not_rolled_back"), HttpStatusCode.Conflict, "\"code\":\"not_rolled_back\"" },
        { "chat", null, HttpStatusCode.ServiceUnavailable, "\"code\":\"not_saved\"" },
        { "gone", new RearmReceipt(Refused: null), HttpStatusCode.NotFound, "\"code\":\"no_such_component\"" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Person_who_arms_a_rollout_again_is_told_what_became_of_it(string component, RearmReceipt? receipt, HttpStatusCode status, string said)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var chat = new FakeComponent { View = new() { Summary = new() { Component = "chat", State = ComponentState.Active }, From = QueryHost.Now, To = QueryHost.Now } };
        builder.Services.AddSingleton<IComponentDirectory>(new FakeDirectory(chat)).AddSingleton<IRolloutComponents>(new Rearmed(receipt));
        builder.Services.AddSingleton(new PlimsollOptions()).AddQuery().AddComparing();
        await using var app = builder.Build();
        app.MapComparing();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var response = await client.PostAsync(new Uri($"/api/v1/components/{component}/rollout/rearm", UriKind.Relative), null);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(said, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private sealed class Rearmed(RearmReceipt? receipt) : IRolloutComponents, IRolloutComponent
    {
        public IRolloutComponent FindRollout(string component) => this;

        public Task<RearmReceipt?> RearmRolloutAsync() => Task.FromResult(receipt);
    }
}
