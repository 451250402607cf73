namespace Plimsoll.Components;

/// <summary>Token prices in whole pico-dollars a token, so that sums do not depend on order.</summary>
internal readonly struct TokenPrices(PriceSettings? price)
{
    private const double PicoPerMillionth = 1e6;

    private readonly long _input = Pico(price?.InputPerMillionTokens);
    private readonly long _cached = Pico(price?.CachedInputPerMillionTokens ?? price?.InputPerMillionTokens);
    private readonly long _output = Pico(price?.OutputPerMillionTokens);

    /// <summary>Price of one request, nano-dollars. Cached input tokens are part of the input tokens.</summary>
    public long Nano(long input, long cached, long output)
    {
        var discounted = Math.Min(cached, input);
        return ((input - discounted) * _input + discounted * _cached + output * _output + 500) / 1000;
    }

    private static long Pico(double? perMillion) => (long)Math.Round((perMillion ?? 0) * PicoPerMillionth);
}
