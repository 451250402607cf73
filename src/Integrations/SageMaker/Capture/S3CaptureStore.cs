using Amazon.S3;
using Amazon.S3.Model;
using Plimsoll.SageMaker;
using Plimsoll.SageMaker.Capture;

namespace Plimsoll.Integrations.SageMaker.Capture;

/// <summary>A data capture in an S3 bucket, by ListObjectsV2 and GetObject. Only the hours that are asked for are listed.</summary>
internal sealed class S3CaptureStore(CaptureSettings settings, IAmazonS3 client, string region) : ICaptureStore, IDisposable
{
    /// <summary>Pages of one folder; more would be a service that goes round in circles.</summary>
    public const int MostPages = 100;

    /// <summary>Variants of endpoints below one prefix.</summary>
    public const int MostVariants = 1_000;

    /// <summary>An object may come so long after the hour that its path names.</summary>
    private static readonly TimeSpan s_late = TimeSpan.FromHours(1);

    private const int DepthOfVariants = 2;

    public async Task<CloudAnswer<IReadOnlyList<CapturedObject>>> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        try
        {
            var found = new List<CapturedObject>();
            foreach (var variant in await VariantsAsync(Below(settings.Prefix), DepthOfVariants, cancellationToken).ConfigureAwait(false))
            {
                for (var hour = from - s_late; hour < to.AddHours(1); hour = hour.AddHours(1))
                    await ListAsync(FormattableString.Invariant($"{variant}{hour.UtcDateTime:yyyy/MM/dd/HH}/"), found, cancellationToken).ConfigureAwait(false);
            }
            return new CloudAnswer<IReadOnlyList<CapturedObject>>.Done(found);
        }
        catch (Exception failed) when (S3Failures.IsOne(failed, cancellationToken))
        {
            return S3Failures.Answer<IReadOnlyList<CapturedObject>>(failed, "s3:ListBucket", $"arn:aws:s3:::{settings.Bucket}", settings, region);
        }
    }

    public async Task<CloudAnswer<Stream>> OpenAsync(CapturedObject captured, long fromByte, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetObjectRequest { BucketName = settings.Bucket, Key = Below(settings.Prefix) + captured.Key };
            if (fromByte > 0)
                request.ByteRange = new ByteRange(fromByte, captured.Bytes - 1);
            var response = await client.GetObjectAsync(request, cancellationToken).ConfigureAwait(false);
            return new CloudAnswer<Stream>.Done(response.ResponseStream);
        }
        catch (Exception failed) when (S3Failures.IsOne(failed, cancellationToken))
        {
            return S3Failures.Answer<Stream>(failed, "s3:GetObject", $"arn:aws:s3:::{settings.Bucket}/*", settings, region);
        }
    }

    public void Dispose() => client.Dispose();

    private static string Below(string prefix) => prefix.Length == 0 ? "" : prefix + "/";

    /// <summary>Folders whose own folders are years.</summary>
    private async Task<List<string>> VariantsAsync(string prefix, int deeper, CancellationToken cancellation)
    {
        var folders = await FoldersAsync(prefix, cancellation).ConfigureAwait(false);
        if (folders.Exists(f => CapturePath.IsYear(f[prefix.Length..^1])))
            return [prefix];
        var variants = new List<string>();
        foreach (var folder in deeper == 0 ? [] : folders)
        {
            variants.AddRange(await VariantsAsync(folder, deeper - 1, cancellation).ConfigureAwait(false));
            if (variants.Count > MostVariants)
                throw new AmazonS3Exception($"there are more than {MostVariants} variants below '{settings.Prefix}'") { ErrorCode = "too_many_variants" };
        }
        return variants;
    }

    private async Task<List<string>> FoldersAsync(string prefix, CancellationToken cancellation)
    {
        var folders = new List<string>();
        await foreach (var page in PagesAsync(new() { BucketName = settings.Bucket, Prefix = prefix, Delimiter = "/" }, cancellation).ConfigureAwait(false))
            folders.AddRange(page.CommonPrefixes ?? []);
        return folders;
    }

    private async Task ListAsync(string folder, List<CapturedObject> into, CancellationToken cancellation)
    {
        var below = Below(settings.Prefix).Length;
        await foreach (var page in PagesAsync(new() { BucketName = settings.Bucket, Prefix = folder }, cancellation).ConfigureAwait(false))
            into.AddRange((page.S3Objects ?? []).Select(o => new CapturedObject(o.Key[below..], Seconds(o.LastModified), o.Size ?? 0)));
    }

    private async IAsyncEnumerable<ListObjectsV2Response> PagesAsync(
        ListObjectsV2Request request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var page = 0; page < MostPages; page++)
        {
            var response = await client.ListObjectsV2Async(request, cancellation).ConfigureAwait(false);
            yield return response;
            if (response.IsTruncated != true)
                yield break;
            request.ContinuationToken = response.NextContinuationToken;
        }
        throw new AmazonS3Exception($"more than {MostPages} pages") { ErrorCode = "too_many_pages" };
    }

    private static long Seconds(DateTime? modified) => new DateTimeOffset((modified ?? DateTime.UnixEpoch).ToUniversalTime()).ToUnixTimeSeconds();
}
