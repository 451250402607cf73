namespace Plimsoll.ComponentHost.Tests;

public class TickBrakeTests
{
    [Fact]
    public void Every_failure_skips_twice_as_many_ticks_up_to_64()
    {
        var brake = new TickBrake();
        var skipped = new List<int>();
        for (var failure = 0; failure < 9; failure++)
        {
            brake.Tighten();
            skipped.Add(Skipped(brake));
        }
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 64, 64], skipped);
    }

    [Fact]
    public void Success_lets_go_of_the_brake()
    {
        var brake = new TickBrake();
        brake.Tighten();
        brake.Tighten();
        Skipped(brake);
        brake.Loosen();
        Assert.Equal(0, Skipped(brake));
        brake.Tighten();
        Assert.Equal(1, Skipped(brake));
    }

    private static int Skipped(TickBrake brake)
    {
        var skipped = 0;
        while (brake.Holds())
            skipped++;
        return skipped;
    }
}
