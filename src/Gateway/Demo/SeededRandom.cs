namespace Plimsoll.Gateway.Demo;

/// <summary>SplitMix64 (Steele, Lea and Flood, 2014): the same numbers from the same seed on every machine and version.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator of its own for each combination of parts.</summary>
    public static SeededRandom For(params ReadOnlySpan<ulong> parts) => new(Mix(parts));

    /// <summary>One well-spread value for each combination of parts.</summary>
    public static ulong Mix(params ReadOnlySpan<ulong> parts)
    {
        var mixed = 0UL;
        foreach (var part in parts)
            mixed = Finish(mixed + part + 0x9E3779B97F4A7C15);
        return mixed;
    }

    public ulong NextUInt64() => Finish(_state += 0x9E3779B97F4A7C15);

    /// <summary>At least 0, below 1.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => NextDouble() < probability;

    public int Below(int bound) => (int)(NextDouble() * bound);

    public double Between(double low, double high) => low + (NextDouble() * (high - low));

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <param name="median">Median.</param>
    /// <param name="sigma">Standard deviation of the logarithm.</param>
    public double LogNormal(double median, double sigma) => median * Math.Exp(sigma * Normal());

    public double Exponential(double mean) => -mean * Math.Log(1 - NextDouble());

    /// <summary>Arrivals of a process with this mean; rounded from the normal above 60.</summary>
    public int Poisson(double mean)
    {
        if (mean > 60)
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = NextDouble(); product > limit; product *= NextDouble())
            count++;
        return count;
    }

    /// <summary>One of the choices by weight.</summary>
    public T Pick<T>(IReadOnlyList<(T Choice, double Weight)> choices)
    {
        var at = NextDouble() * choices.Sum(c => c.Weight);
        foreach (var (choice, weight) in choices)
        {
            if ((at -= weight) < 0)
                return choice;
        }
        return choices[^1].Choice;
    }

    private static ulong Finish(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
