using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Plimsoll.Integrations.SageMaker.Capture;
using Plimsoll.SageMaker;
using Plimsoll.SageMaker.Capture;
using Plimsoll.Support.S3;

namespace Plimsoll.Integrations.Tests.SageMaker.Capture;

public sealed class S3CaptureStoreTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 30, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plimsoll-capture-");
    private FakeS3 _service = null!;

    public Task InitializeAsync()
    {
        _service = new("logs");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("capture")]
    public async Task Only_the_hours_that_are_asked_for_are_listed_of_every_variant(string prefix)
    {
        var root = prefix.Length == 0 ? "" : prefix + "/";
        foreach (var variant in (string[])["chat/blue", "chat/green", "search/blue"])
        {
            _service.Put($"{root}{variant}/2026/11/20/12/a.jsonl", "1", Now.AddMinutes(-5));
            _service.Put($"{root}{variant}/2026/11/20/11/b c.jsonl", "22", Now.AddMinutes(-50));
            _service.Put($"{root}{variant}/2026/11/19/12/old.jsonl", "3", Now.AddDays(-1));
        }

        var listed = Done(await Store(prefix).ListAsync(Now.AddMinutes(-10), Now, default));

        Assert.Equal(6, listed.Count);
        Assert.Contains(new CapturedObject("chat/green/2026/11/20/11/b c.jsonl", Now.AddMinutes(-50).ToUnixTimeSeconds(), 2), listed);
        Assert.DoesNotContain(_service.Requests, r => r.Contains("2026%2F11%2F19", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_are_followed()
    {
        _service.PageSize = 2;
        for (var i = 0; i < 5; i++)
            _service.Put($"chat/blue/2026/11/20/12/{i}.jsonl", "x", Now);

        Assert.Equal(5, Done(await Store("chat/blue").ListAsync(Now.AddMinutes(-1), Now, default)).Count);
    }

    [Fact]
    public async Task An_object_is_read_from_a_byte_on()
    {
        _service.Put("chat/blue/2026/11/20/12/a.jsonl", "0123456789", Now);
        var captured = new CapturedObject("2026/11/20/12/a.jsonl", 0, 10);

        Assert.Equal("0123456789", await TextAsync(await Store("chat/blue").OpenAsync(captured, 0, default)));
        Assert.Equal("789", await TextAsync(await Store("chat/blue").OpenAsync(captured, 7, default)));
    }

    [Theory]
    [InlineData(S3Fault.Denied, "s3:ListBucket is not allowed in eu-central-1", "\"Resource\":\"arn:aws:s3:::logs\"")]
    [InlineData(S3Fault.UnknownKey, "AWS does not know the credentials (InvalidAccessKeyId)", "\"Action\":\"s3:ListBucket\"")]
    [InlineData(S3Fault.NoSuchBucket, "there is no bucket 'logs'", "capture.prod.s3")]
    [InlineData(S3Fault.OtherRegion, "the bucket 'logs' is not in eu-central-1", "capture.prod.region")]
    public async Task What_an_operator_must_change_is_one_sentence_and_not_tried_again(S3Fault fault, string says, string names)
    {
        _service.Fault = fault;

        var refused = Assert.IsType<CloudAnswer<IReadOnlyList<CapturedObject>>.Refused>(await Store("").ListAsync(Now.AddMinutes(-1), Now, default));

        Assert.Contains(says, refused.Advice, StringComparison.Ordinal);
        Assert.Contains(names, refused.Advice, StringComparison.Ordinal);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task A_permission_to_read_names_its_own_action()
    {
        _service.Fault = S3Fault.Denied;

        var refused = Assert.IsType<CloudAnswer<Stream>.Refused>(await Store("").OpenAsync(new("a.jsonl", 0, 1), 0, default));

        Assert.Contains("""{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/*"}""", refused.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_pass_is_tried_three_times_and_then_later()
    {
        _service.Fault = S3Fault.InternalError;

        var later = Assert.IsType<CloudAnswer<IReadOnlyList<CapturedObject>>.Later>(await Store("").ListAsync(Now.AddMinutes(-1), Now, default));

        Assert.Equal(("InternalError", 3), (later.Reason, _service.Requests.Count));
    }

    [Fact]
    public async Task A_folder_is_read_as_well()
    {
        var file = Path.Combine(_folder.CreateSubdirectory("chat/blue/2026/11/20/12").FullName, "a.jsonl");
        await File.WriteAllTextAsync(file, "0123456789");
        File.SetLastWriteTimeUtc(file, Now.UtcDateTime);
        var store = CaptureStoreFactory.Make(new("local") { Directory = _folder.FullName });

        var listed = Assert.Single(Done(await store.ListAsync(Now.AddMinutes(-1), Now, default)));

        Assert.Equal(new CapturedObject("chat/blue/2026/11/20/12/a.jsonl", Now.ToUnixTimeSeconds(), 10), listed);
        Assert.Equal("789", await TextAsync(await store.OpenAsync(listed, 7, default)));
        Assert.Empty(Done(await store.ListAsync(Now.AddMinutes(1), Now.AddMinutes(2), default)));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        var store = CaptureStoreFactory.Make(new("local") { Directory = "/no/such/folder" });

        Assert.Contains("'/no/such/folder'", Assert.IsType<CloudAnswer<IReadOnlyList<CapturedObject>>.Refused>(await store.ListAsync(Now, Now, default)).Advice, StringComparison.Ordinal);
    }

    private static T Done<T>(CloudAnswer<T> answer) => Assert.IsType<CloudAnswer<T>.Done>(answer).Value;

    private static async Task<string> TextAsync(CloudAnswer<Stream> answer)
    {
        using var reader = new StreamReader(Done(answer), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private S3CaptureStore Store(string prefix) => new(
        new("prod") { Bucket = "logs", Prefix = prefix },
        new AmazonS3Client(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), new AmazonS3Config
        {
            ServiceURL = _service.Url.AbsoluteUri,
            ForcePathStyle = true,
            AuthenticationRegion = "eu-central-1",
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 2,
        }), "eu-central-1");
}
