using Plimsoll.Configuration.Scraping;
using Plimsoll.Gateway.Scraping.Kubernetes;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Scraping.Kubernetes;

public class PodTargetsTests
{
    private static readonly ScrapeJob s_job = new() { Name = "pods", Path = "/metrics" };

    [Fact]
    public async Task Pods_are_listed_page_by_page_and_followed_as_they_come_and_go()
    {
        await using var api = await FakeKubernetes.StartAsync(
            FakeKubernetes.Pod("a", "10.0.0.1", labels: "\"plimsoll/component\":\"chat\""), FakeKubernetes.Pod("b", "10.0.0.2"), FakeKubernetes.Pod("c", "10.0.0.3", phase: "Pending"));
        var token = Path.GetTempFileName();
        await File.WriteAllTextAsync(token, "secret\n");
        await using var following = new Following(new KubernetesPods { ApiServer = api.Address, Selector = "app in (vllm)", Namespaces = ["llm"], TokenFile = token });

        await following.UntilAsync("10.0.0.1:8000", "10.0.0.2:8000");
        api.Tell("MODIFIED", FakeKubernetes.Pod("c", "10.0.0.3"));
        api.Tell("DELETED", FakeKubernetes.Pod("b", "10.0.0.2"));
        api.Tell("BOOKMARK", "{\"metadata\":{\"resourceVersion\":\"9\"}}");
        await following.UntilAsync("10.0.0.1:8000", "10.0.0.3:8000");

        var labels = following.Targets.Targets.Single(t => t.Url.Authority == "10.0.0.1:8000").Labels;
        Assert.Equal(("chat", "llm", "a", "vllm", "n1"), (labels["inference_component"], labels["namespace"], labels["pod"], labels["container"], labels["node"]));
        Assert.StartsWith("/api/v1/namespaces/llm/pods?limit=500&labelSelector=app%20in%20%28vllm%29 Bearer secret", api.Asked[0], StringComparison.Ordinal);
        Assert.Contains(api.Asked, a => a.Contains("resourceVersion=5", StringComparison.Ordinal));
        Assert.Null(following.Targets.Problem);
        File.Delete(token);
    }

    [Fact]
    public async Task What_was_missed_is_listed_anew()
    {
        await using var api = await FakeKubernetes.StartAsync(FakeKubernetes.Pod("a", "10.0.0.1"));
        await using var following = new Following(new KubernetesPods { ApiServer = api.Address });
        await following.UntilAsync("10.0.0.1:8000");

        api.Pods = [FakeKubernetes.Pod("z", "10.0.0.26")];
        api.Tell("ERROR", "{\"code\":410}");

        await following.UntilAsync("10.0.0.26:8000");
    }

    [Fact]
    public async Task A_missing_right_is_named_and_what_was_known_stays()
    {
        await using var api = await FakeKubernetes.StartAsync(FakeKubernetes.Pod("a", "10.0.0.1"));
        await using var following = new Following(new KubernetesPods { ApiServer = api.Address });
        await following.UntilAsync("10.0.0.1:8000");

        api.Status = 403;
        api.Tell("ERROR", "{\"code\":500}");

        await following.UntilAsync(() => following.Targets.Problem?.Contains("the verbs list and watch on pods", StringComparison.Ordinal) == true, "the problem is shown");
        Assert.Single(following.Targets.Targets);
    }

    [Theory]
    [InlineData(null, "", "10.0.0.1:8000/metrics")]
    [InlineData("grpc", "", "10.0.0.1:9000/metrics")]
    [InlineData("9400", "", "10.0.0.1:9400/metrics")]
    [InlineData("none", "", null)]
    [InlineData(null, ",\"annotations\":{\"prometheus.io/port\":\"9000\",\"prometheus.io/path\":\"/m\"}", "10.0.0.1:9000/m")]
    [InlineData(null, ",\"annotations\":{\"prometheus.io/scrape\":\"false\"}", null)]
    public async Task A_pod_is_asked_where_the_configuration_or_its_annotations_say(string? port, string more, string? expected)
    {
        await using var api = await FakeKubernetes.StartAsync(FakeKubernetes.Pod("a", "10.0.0.1", more), FakeKubernetes.Pod("last", "10.0.0.2"));
        await using var following = new Following(new KubernetesPods { ApiServer = api.Address, Port = port });

        await following.UntilAsync(() => following.Pods == 2, "the pods are known");

        Assert.Equal(expected, following.Targets.Targets.Where(t => t.Labels["pod"] == "a").Select(t => t.Url.Authority + t.Url.AbsolutePath).SingleOrDefault());
    }

    [Fact]
    public void Outside_a_cluster_the_api_server_must_be_named()
    {
        using var targets = new PodTargets(s_job, new KubernetesPods(), ownServer: null, TimeProvider.System);

        Assert.Contains("kubernetes.api_server", targets.Problem, StringComparison.Ordinal);
        Assert.Empty(targets.Targets);
    }

    private sealed class Following : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly Task _running;

        public Following(KubernetesPods settings)
        {
            Targets = new(s_job, settings, ownServer: null, TimeProvider.System);
            _running = Targets.RunAsync(_end.Token);
        }

        public PodTargets Targets { get; }

        public int Pods => Targets.Pods;

        public Task UntilAsync(params string[] addresses) =>
            UntilAsync(() => addresses.SequenceEqual(Targets.Targets.Select(t => t.Url.Authority).Order(StringComparer.Ordinal)), $"targets are {string.Join(", ", addresses)}");

        public Task UntilAsync(Func<bool> condition, string what) => Eventually.TrueAsync(() => _running.IsFaulted ? throw _running.Exception! : condition(), what);

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _end.Dispose();
            Targets.Dispose();
        }
    }
}
