namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>Three sums that tell sets of ids apart: how many, their sum, and that of a number made from each.</summary>
internal readonly record struct Tally(long Count, long First, long Mixed)
{
    public static long Mix(long id) => id * 7_919 % 100_003;

    public Tally With(long id) => new(Count + 1, First + id, Mixed + Mix(id));

    public static Tally operator +(Tally left, Tally right) => new(left.Count + right.Count, left.First + right.First, left.Mixed + right.Mixed);
}
