using Plimsoll.Cli.Replay;

namespace Plimsoll.Cli.Tests.Replay;

public class ReplayIdentityTests
{
    private readonly ReplayIdentity _identity = new(new string('a', 64), 12, null);

    [Fact]
    public void Another_file_shift_or_row_gives_another_id()
    {
        var ids = new[]
        {
            _identity.RequestId(1), _identity.RequestId(2), (_identity with { ShiftMinutes = 13 }).RequestId(1),
            new ReplayIdentity(new string('b', 64), 12, null).RequestId(1), _identity.RequestId("own", 1),
        };

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Theory]
    [InlineData(236, true)]
    [InlineData(237, false)]
    public void An_id_stays_within_256_characters(int recorded, bool kept)
    {
        var id = _identity.RequestId(new string('x', recorded), 7);

        Assert.Equal(kept ? new string('x', recorded) + "~aaaaaaaaaaaaaaaa.12" : "replay.aaaaaaaaaaaaaaaa.12.7", id);
        Assert.InRange(id.Length, 1, 256);
    }
}
