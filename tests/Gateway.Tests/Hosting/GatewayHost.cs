using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.Tests.Query;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Hosting;

/// <summary>The whole gateway on a real Kestrel at an ephemeral port, over a pipeline and components that are fakes.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 30, TimeSpan.Zero);

    private GatewayHost(WebApplication app, FakePipeline pipeline, ManualTimeProvider time)
    {
        App = app;
        Pipeline = pipeline;
        Time = time;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public static KeyedHash Hash { get; } = new("0123456789abcdef"u8);

    public WebApplication App { get; }
    public FakePipeline Pipeline { get; }
    public ManualTimeProvider Time { get; }
    public HttpClient Client { get; }

    public static PlimsollOptions Options { get; } = new() { Urls = ["http://127.0.0.1:0"], OtlpHttp = null, OtlpGrpc = null };

    public static async Task<GatewayHost> StartAsync(PlimsollOptions? options = null, params IReadiness[] readiness)
    {
        var pipeline = new FakePipeline(Hash);
        var time = new ManualTimeProvider(Now);
        var app = GatewayApp.Build(options ?? Options, demo: false, time, builder =>
        {
            builder.Services.RemoveAll<IHostedService>().RemoveAll<IReadiness>();
            builder.Services.AddSingleton<IIngestPipeline>(pipeline).AddSingleton<IHashKey>(new FixedHashKey());
            builder.Services.AddSingleton<IComponentDirectory>(new FakeDirectory());
            foreach (var part in readiness)
                builder.Services.AddSingleton(part);
        });
        await app.StartAsync();
        return new GatewayHost(app, pipeline, time);
    }

    public Task<Answer> PostAsync(string path, string body, string type = "application/json") =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), type);

    public async Task<Answer> PostAsync(string path, byte[] body, string type = "application/json", string? encoding = null, bool chunked = false)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return new Answer(response, await response.Content.ReadAsByteArrayAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    private sealed class FixedHashKey : IHashKey
    {
        public KeyedHash Hash => GatewayHost.Hash;
    }
}

/// <summary>What the gateway answered.</summary>
internal sealed class Answer(HttpResponseMessage response, byte[] body)
{
    public int Status { get; } = (int)response.StatusCode;
    public string? Type { get; } = response.Content.Headers.ContentType?.MediaType;
    public string? RetryAfter { get; } = response.Headers.RetryAfter?.ToString();
    public HttpResponseHeaders Headers { get; } = response.Headers;
    public byte[] Body { get; } = body;
    public string Text => Encoding.UTF8.GetString(Body);
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    public string? Detail => Json.GetProperty("detail").GetString();
    public string? Code => Json.GetProperty("code").GetString();
}
