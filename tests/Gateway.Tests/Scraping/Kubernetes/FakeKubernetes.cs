using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Plimsoll.Gateway.Tests.Scraping.Kubernetes;

/// <summary>An API server that lists pods in pages of one and tells what happens to them afterwards.</summary>
internal sealed class FakeKubernetes : IAsyncDisposable
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private readonly List<string> _asked = [];

    private FakeKubernetes() { }

    public required List<string> Pods { get; set; }

    /// <summary>Answered in place of pods when it is not 200.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    public FakeTarget Server { get; private set; } = null!;

    public Uri Address => new($"http://{Server.Address}");

    /// <summary>Path, query and authorization of each request.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    public static async Task<FakeKubernetes> StartAsync(params string[] pods)
    {
        var fake = new FakeKubernetes { Pods = [.. pods] };
        fake.Server = await FakeTarget.StartAsync(fake.AnswerAsync);
        return fake;
    }

    /// <param name="type">ADDED, MODIFIED, DELETED, BOOKMARK or ERROR.</param>
    public void Tell(string type, string item) => _events.Writer.TryWrite($"{{\"type\":\"{type}\",\"object\":{item}}}\n");

    public static string Pod(string name, string address, string more = "", string phase = "Running", string labels = "") => $$"""
        {"metadata":{"namespace":"llm","name":"{{name}}","resourceVersion":"7","labels":{ {{labels}} }{{more}}},
         "spec":{"nodeName":"n1","containers":[{"name":"vllm","ports":[{"name":"http","containerPort":8000},{"name":"grpc","containerPort":9000}]}]},
         "status":{"phase":"{{phase}}","podIP":"{{address}}"} }
        """.ReplaceLineEndings("");

    public ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        return Server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        lock (_asked)
            _asked.Add($"{http.Request.Path}{http.Request.QueryString} {http.Request.Headers.Authorization}");
        http.Response.StatusCode = Status;
        if (Status != StatusCodes.Status200OK)
            return;
        if (http.Request.Query["watch"] == "1")
        {
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await foreach (var happened in _events.Reader.ReadAllAsync(http.RequestAborted))
            {
                await http.Response.WriteAsync(happened, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                if (happened.Contains("\"ERROR\"", StringComparison.Ordinal))
                    return;
            }
            return;
        }
        var at = int.TryParse(http.Request.Query["continue"], out var next) ? next : 0;
        var rest = at + 1 < Pods.Count ? $",\"continue\":\"{at + 1}\"" : "";
        await http.Response.WriteAsync($"{{\"metadata\":{{\"resourceVersion\":\"5\"{rest}}},\"items\":[{string.Join(',', Pods.Skip(at).Take(1))}]}}");
    }
}
