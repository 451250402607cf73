using System.Buffers.Binary;
using Plimsoll.Components;

namespace Plimsoll.Core.Tests.Components.DailyEvidence;

public class EvidenceErasureTests
{
    private const ulong User = 0x0123_4567_89AB_CDEF;
    private const long Now = Feed.T0 + 30 * Feed.Hour;

    [Fact]
    public void Day_that_is_not_over_gives_up_the_user_and_counts_as_many_as_before()
    {
        var feed = new Feed();
        feed.Send(Feed.T0, Feed.Request(Feed.T0, r => r.UserHash = User), Feed.Request(Feed.T0, r => r.UserHash = 7));
        feed.Component.Tick(Now);
        Assert.True(Holds(feed.Component), "the day has the user");

        feed.Component.Erase(new([User], [], [], new Guid("22222222-2222-3333-4444-555555555555")));

        Assert.False(Holds(feed.Component), "the day has the user still");
        Assert.Equal(2, feed.Component.Evidence(new(new(2026, 1, 1), new(2026, 1, 1)), Now, []).Days.Single().Users);
    }

    [Fact]
    public void Day_that_is_over_holds_no_user()
    {
        var feed = new Feed();
        feed.Send(Feed.T0, Feed.Request(Feed.T0, r => r.UserHash = User));
        feed.Component.Tick(Feed.T0 + 50 * Feed.Hour);

        Assert.False(Holds(feed.Component), "a day that is over has the user");
        Assert.Equal(1, feed.Component.Evidence(new(new(2026, 1, 1), new(2026, 1, 1)), Feed.T0 + 50 * Feed.Hour, []).Days.Single().Users);
    }

    /// <summary>Whether the evidence as it is saved has the user's hash.</summary>
    private static bool Holds(InferenceComponent component)
    {
        var hash = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(hash, User);
        return component.Save(0).Changed.Where(b => b.Name.StartsWith("evidence/", StringComparison.Ordinal)).Any(b => b.Bytes.Span.IndexOf(hash) >= 0);
    }
}
