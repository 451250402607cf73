namespace Plimsoll.Configuration.Tests.Scraping;

public class ScrapeBinderTests
{
    [Fact]
    public void Jobs_are_bound()
    {
        var bound = Reading.Valid("""
            scrape:
              max_targets: 50
              max_body_bytes: 4MiB
              pods:
                - { pod: "chat-*", namespace: llm, component: chat }
              jobs:
                - name: vllm
                  targets: ["10.0.0.7:8000"]
                  interval: 5s
                  labels: { inference_component: chat }
                  rename: { deployment: inference_component }
                - name: pods
                  scheme: https
                  path: /engine/metrics
                  kubernetes: { namespaces: [llm], selector: "app=vllm", port: http }

            """).Scrape;

        Assert.Equal((50, 4L << 20), (bound.MaxTargets, bound.MaxBodyBytes));
        Assert.Equal(new("chat", "chat-*", "llm", null), Assert.Single(bound.Pods));
        Assert.Equal(TimeSpan.FromSeconds(5), bound.Jobs[0].Timeout);
        Assert.Equal("chat", bound.Jobs[0].Labels["inference_component"]);
        Assert.Equal("inference_component", bound.Jobs[0].Rename["deployment"]);
        Assert.Equal(("app=vllm", "http"), (bound.Jobs[1].Kubernetes!.Selector, bound.Jobs[1].Kubernetes!.Port));
    }

    [Theory]
    [InlineData("scrape: { jobs: [{ name: a }] }\n", "1:18 scrape.jobs[0].targets: is missing; a job has targets, files or kubernetes")]
    [InlineData("scrape: { jobs: [{ name: a, targets: [b], interval: 5s }] }\n", "1:39 scrape.jobs[0].targets[0]: 'b' is not host:port, such as 10.0.0.7:8000")]
    [InlineData("scrape: { jobs: [{ name: a, targets: ['b:1'], timeout: 1m }] }\n", "1:56 scrape.jobs[0].timeout: is longer than interval; a target would be asked again before it has answered")]
    [InlineData("scrape: { jobs: [{ name: a, targets: ['b:1'] }, { name: a, targets: ['b:2'] }] }\n", "1:57 scrape.jobs[1].name: is 'a', and so is that of another job")]
    [InlineData("scrape: { jobs: [{ name: a, files: ['x*/y'] }] }\n", "1:37 scrape.jobs[0].files[0]: 'x*/y' has * in a folder's name; only the file's own name may")]
    [InlineData("scrape: { pods: [{ pod: 'a*b', component: c }] }\n", "1:25 scrape.pods[0].pod: 'a*b' has * elsewhere than at its end")]
    public void A_broken_section_is_reported(string yaml, string error) => Assert.Equal(error, Reading.Error(yaml));
}
