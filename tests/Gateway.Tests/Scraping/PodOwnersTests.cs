using Plimsoll.Configuration.Scraping;
using Plimsoll.Gateway.Scraping;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Gateway.Tests.Scraping.Exposition;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Scraping;

public class PodOwnersTests
{
    private const string Gpu = "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\",UUID=\"GPU-1\",namespace=\"llm\",pod=\"chat-7f\",container=\"vllm\"} 50\n";

    [Fact]
    public async Task Gpus_belong_to_the_component_that_the_pods_own_series_named()
    {
        var scraped = new Scraped();
        await scraped.ReadAsync(Gpu, target: Scraped.Target(("pod", "dcgm-exporter-1")));
        Assert.Empty(scraped.Pipeline.Gpus);

        await scraped.ReadAsync("vllm:num_requests_running{model_name=\"chat\"} 3\n", target: Scraped.Target(("namespace", "llm"), ("pod", "chat-7f"), ("container", "vllm")));
        await scraped.ReadAsync(Gpu, target: Scraped.Target(("pod", "dcgm-exporter-1")));

        Assert.Equal(("chat", "chat-7f"), Assert.Single(scraped.Pipeline.Gpus) is var gpu ? (gpu.Component, gpu.Copy) : default);
    }

    [Fact]
    public async Task What_is_configured_goes_before_what_was_seen()
    {
        var scraped = new Scraped(10_000, new PodOwner("named", "chat-*", "llm", null));
        await scraped.ReadAsync(Gpu + Gpu.Replace("llm", "test", StringComparison.Ordinal), target: Scraped.Target());

        Assert.Equal("named", Assert.Single(scraped.Pipeline.Gpus).Component);
    }

    [Fact]
    public void No_more_containers_are_remembered_than_the_bound_until_some_were_not_seen_for_long()
    {
        var time = new ManualTimeProvider(GatewayHost.Now);
        var owners = new PodOwners([], time);
        for (var i = 0; i <= PodOwners.MaxContainers; i++)
            owners.Note("n", $"p{i}", "c", "m");

        Assert.Equal(1, owners.Overflowed);
        Assert.Null(owners.Find("n", $"p{PodOwners.MaxContainers}", "c"));
        time.Advance(PodOwners.Idle);
        owners.Note("n", "new", "c", "m");
        Assert.Equal("m", owners.Find("n", "new", "c"));
    }
}
