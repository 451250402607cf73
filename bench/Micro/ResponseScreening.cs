using System.Text;
using BenchmarkDotNet.Attributes;
using Plimsoll.Telemetry.Content;

namespace Plimsoll.Bench.Micro;

/// <summary>What a response costs beside its hash: a look for refusals, and for its form.</summary>
public class ResponseScreening
{
    private readonly byte[] _prose = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("I can tell you how the router is reset: hold the button for ten seconds. ", 20)));
    private readonly byte[] _json = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("""{"name":"Ada","age":36,"tags":["a","b"]}""", 35)) + "]");

    [Benchmark]
    public bool RefusalInProse() => RefusalScreen.IsRefusal(_prose);

    [Benchmark]
    public bool FormOfProse() => JsonForm.IsObjectOrArray(_prose);

    [Benchmark]
    public bool FormOfJson() => JsonForm.IsObjectOrArray(_json);
}
