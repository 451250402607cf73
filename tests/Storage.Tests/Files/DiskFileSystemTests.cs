using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Tests.Files;

public sealed class DiskFileSystemTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static DiskFileSystem Disk => DiskFileSystem.Instance;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Directory_is_held_by_one_owner_until_it_is_released()
    {
        using (Disk.Lock(_directory.Path))
        {
            var refused = Assert.Throws<DirectoryInUseException>(() => Disk.Lock(_directory.Path));
            Assert.Contains(_directory.Path, refused.Message, StringComparison.Ordinal);
        }

        Disk.Lock(_directory.Path).Dispose();
    }

    [Fact]
    public void Reserved_room_does_not_make_the_file_longer()
    {
        using var file = Disk.Create(PathOf("file"), reserve: 1 << 20);

        file.Write("abc"u8, 0);

        Assert.Equal(3, file.Length);
    }

    [Fact]
    public void More_than_the_disk_has_cannot_be_reserved_but_the_file_is_made()
    {
        using var file = Disk.Create(PathOf("file"), reserve: 1L << 60);

        file.Write("abc"u8, 0);
        file.Flush();

        Assert.Equal(3, file.Length);
    }

    [Fact]
    public void Reading_gives_what_there_is_up_to_the_end()
    {
        using var file = Disk.Create(PathOf("file"));
        file.Write("abcdef"u8, 0);
        var bytes = new byte[10];

        Assert.Equal(4, file.Read(bytes, 2));
        Assert.Equal("cdef"u8.ToArray(), bytes[..4]);
    }

    [Fact]
    public void Missing_directory_cannot_be_flushed()
    {
        var failure = Assert.Throws<IOException>(() => Disk.FlushDirectory(PathOf("absent")));

        Assert.Contains("absent", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nested_directories_are_made_and_flushed()
    {
        Disk.CreateDirectory(PathOf("a/b/c"));
        Disk.FlushDirectory(PathOf("a/b/c"));

        Assert.Equal(["c"], Disk.Directories(PathOf("a/b")));
        Assert.Empty(Disk.Files(PathOf("a/absent")));
    }

    private string PathOf(string name) => Path.Combine(_directory.Path, name);
}
