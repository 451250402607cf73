using Plimsoll.Alerting.Delivery;
using Plimsoll.Effects;
using Plimsoll.Integrations.Notifiers;
using Plimsoll.Integrations.Tests.Servers;
using Plimsoll.Support;

namespace Plimsoll.Integrations.Tests.Notifiers;

public class RollbackExecutorTests
{
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 9, 21, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Rollback_is_posted_as_it_stands_to_the_components_own_webhook()
    {
        await using var server = await LoopbackServer.StartAsync(202, "");

        Assert.IsType<EffectResult.Done>(await ExecuteAsync(server));

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/hook", """{"id":"rollback:1"}"""), (request.Method, request.Target, request.Text));
    }

    [Theory]
    [InlineData(503, "server_error")]
    [InlineData(404, "status_404")]
    public async Task Receiver_that_does_not_take_it_is_asked_again_for_a_day(int status, string reason)
    {
        await using var server = await LoopbackServer.StartAsync(status, "");

        Assert.Equal(reason, Assert.IsType<EffectResult.RetryAfter>(await ExecuteAsync(server, TimeSpan.FromDays(1))).Reason);
        Assert.Equal("not_taken_for_a_day", Assert.IsType<EffectResult.GivenUp>(await ExecuteAsync(server, TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1))).Reason);
    }

    [Fact]
    public async Task Without_a_webhook_it_is_given_up()
    {
        var result = await new RollbackExecutor(_ => null, _time).ExecuteAsync("chat", Effect(TimeSpan.Zero), default);

        Assert.Equal("no_webhook", Assert.IsType<EffectResult.GivenUp>(result).Reason);
    }

    private Task<EffectResult> ExecuteAsync(LoopbackServer server, TimeSpan age = default) =>
        new RollbackExecutor(c => c == "chat" ? new ChannelSecret(server.Url + "hook") : null, _time).ExecuteAsync("chat", Effect(age), default);

    private Effect Effect(TimeSpan age) =>
        new("rollback:1", "rollback", EffectPriority.P0, (_time.GetUtcNow() - age).ToUnixTimeMilliseconds(), """{"id":"rollback:1"}"""u8.ToArray());
}
