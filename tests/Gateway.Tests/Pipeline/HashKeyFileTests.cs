using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Tests.Pipeline;

public sealed class HashKeyFileTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-key");

    [Fact]
    public void Key_is_made_once_and_kept()
    {
        var first = HashKeyFile.Open(_data.FullName).Hash.Hash64("x"u8);
        Assert.Equal(first, HashKeyFile.Open(_data.FullName).Hash.Hash64("x"u8));
    }

    [Fact]
    public void Two_installations_have_different_keys()
    {
        var other = Path.Combine(_data.FullName, "other");
        Assert.NotEqual(HashKeyFile.Open(_data.FullName).Hash.Hash64("x"u8), HashKeyFile.Open(other).Hash.Hash64("x"u8));
    }

    [Fact]
    public void Only_the_owner_may_read_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        HashKeyFile.Open(_data.FullName);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_data.FullName, "hash.key")));
    }

    [Fact]
    public void Damaged_key_is_refused_by_name_and_never_replaced()
    {
        var path = Path.Combine(_data.FullName, "hash.key");
        File.WriteAllBytes(path, [1, 2, 3]);
        var error = Assert.Throws<InvalidDataException>(() => HashKeyFile.Open(_data.FullName));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Equal(3, new FileInfo(path).Length);
    }

    [Fact]
    public void Key_that_is_made_beside_a_journal_takes_the_place_of_one_that_is_gone()
    {
        Assert.False(HashKeyFile.Open(_data.FullName).IsReplacement);
        _data.CreateSubdirectory("journal");
        Assert.False(HashKeyFile.Open(_data.FullName).IsReplacement);
        File.Delete(Path.Combine(_data.FullName, "hash.key"));
        Assert.True(HashKeyFile.Open(_data.FullName).IsReplacement);
        Assert.False(HashKeyFile.Open(_data.FullName).IsReplacement);
    }

    [Fact]
    public void Any_flipped_byte_is_noticed()
    {
        HashKeyFile.Open(_data.FullName);
        var path = Path.Combine(_data.FullName, "hash.key");
        var whole = File.ReadAllBytes(path);
        Assert.All(Enumerable.Range(0, whole.Length), at =>
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x10;
            File.WriteAllBytes(path, damaged);
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => HashKeyFile.Open(_data.FullName)).Message, StringComparison.Ordinal);
        });
    }

    public void Dispose() => _data.Delete(recursive: true);
}
