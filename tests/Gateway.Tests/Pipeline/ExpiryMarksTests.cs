using Plimsoll.Gateway.Pipeline;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Pipeline;

public class ExpiryMarksTests
{
    [Fact]
    public void Sequence_is_expired_only_after_the_window_and_soon_after_it()
    {
        var time = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var marks = new ExpiryMarks(TimeSpan.FromMinutes(10), time, expired: 5);
        // Sequence n is appended at second n.
        for (var second = 0; second < 3600; second += 5)
        {
            var expired = marks.Note(second + 10);
            Assert.InRange(expired, 5, long.Max(5, second + 10 - 600));
            if (second > 900)
                Assert.InRange(expired, second - 600 - 45, second - 590);
            time.Advance(TimeSpan.FromSeconds(5));
        }
    }
}
