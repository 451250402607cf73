namespace Plimsoll.Support;

/// <summary>A test that takes long: runs when <c>PLIMSOLL_LONG</c> is 1, as <c>./test.sh --long</c> sets it.</summary>
public sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("PLIMSOLL_LONG") != "1")
            Skip = "Long: ./test.sh --long runs it";
    }
}
