using Plimsoll.Gateway.Hosting.Startup;

namespace Plimsoll.Gateway.Tests.Hosting.Startup;

public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("plimsoll-folder-");

    [Fact]
    public void A_new_data_directory_is_its_owners_alone_and_one_that_is_there_stays_as_it_is()
    {
        if (OperatingSystem.IsWindows())
            return;
        var (made, found) = (Path.Combine(_parent.FullName, "new"), Path.Combine(_parent.FullName, "old"));
        Directory.CreateDirectory(found, OwnerOnly | UnixFileMode.GroupRead);

        DataFolder.Make(made);
        DataFolder.Make(found);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(made));
        Assert.Equal(OwnerOnly | UnixFileMode.GroupRead, File.GetUnixFileMode(found));
    }

    public void Dispose() => _parent.Delete(recursive: true);
}
