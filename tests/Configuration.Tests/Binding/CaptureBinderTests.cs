using Plimsoll.SageMaker.Capture;

namespace Plimsoll.Configuration.Tests.Binding;

public class CaptureBinderTests
{
    [Fact]
    public void A_bucket_and_a_folder_are_bound()
    {
        var bound = Reading.Valid("""
            capture:
              prod: { s3: s3://logs.example/capture/chat/, region: eu-central-1, component: chat, every: 2m, catch_up: 6h }
              local: { directory: /var/capture, max_object_bytes: 8MiB }

            """).Capture;

        Assert.Equal(
            new CaptureSettings("prod") { Bucket = "logs.example", Prefix = "capture/chat", Region = "eu-central-1", Component = "chat", Every = TimeSpan.FromMinutes(2), CatchUp = TimeSpan.FromHours(6) }, bound[0]);
        Assert.Equal(new CaptureSettings("local") { Directory = "/var/capture", MaxObjectBytes = 8 << 20 }, bound[1]);
    }

    [Theory]
    [InlineData("capture: { a: { s3: bucket/prefix } }\n", "capture.a.s3: 'bucket/prefix' is not s3://BUCKET/PREFIX")]
    [InlineData("capture: { a: { component: x } }\n", "capture.a.s3: must be there, or directory, and not both")]
    [InlineData("capture: { Prod_1: { directory: /x } }\n", "capture.Prod_1: 'Prod_1' is no name; it has 1 to 40 lower-case letters, digits and -")]
    public void A_broken_section_is_reported(string yaml, string error) => Assert.EndsWith(error, Reading.Error(yaml), StringComparison.Ordinal);
}
