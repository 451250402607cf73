namespace Plimsoll.Configuration.Tests.Exporting;

public class ExportBinderTests
{
    [Fact]
    public void Receivers_are_bound_and_their_headers_come_from_variables()
    {
        var bound = Reading.Valid("""
            export:
              remote_write: { url: "http://127.0.0.1:9090/api/v1/write", interval: 30s, labels: { cluster: eu }, max_queue_bytes: 4MiB }
              otlp: { url: "https://otlp.example.org", headers_env: OTLP_HEADERS, verdicts: false }

            """, ("OTLP_HEADERS", "authorization=Bearer x, tenant=a")).Export;

        Assert.Equal(("http://127.0.0.1:9090/api/v1/write", TimeSpan.FromSeconds(30), 4L << 20), (bound.RemoteWrite!.Url.AbsoluteUri, bound.RemoteWrite.Interval, bound.RemoteWrite.MaxQueueBytes));
        Assert.Equal("eu", bound.RemoteWrite.Labels["cluster"]);
        Assert.Equal([new("authorization", "Bearer x"), new("tenant", "a")], bound.Otlp!.Headers);
        Assert.False(bound.Verdicts);
    }

    [Fact]
    public void Nothing_is_exported_unless_it_is_asked_for() => Assert.Equal((null, null), (Reading.Valid("").Export.RemoteWrite, Reading.Valid("").Export.Otlp));

    [Theory]
    [InlineData("export: { otlp: { interval: 30s } }\n", "1:17 export.otlp.url: is missing")]
    [InlineData("export: { remote_write: { url: 'http://u:p@h' } }\n", "1:32 export.remote_write.url: is no http or https address without a password, such as http://127.0.0.1:9090/api/v1/write")]
    [InlineData("export: { otlp: { url: 'http://h', headers_env: NONE } }\n", "1:49 export.otlp.headers_env: names an environment variable that is not set")]
    public void A_broken_section_is_reported(string yaml, string error) => Assert.Equal(error, Reading.Error(yaml));
}
