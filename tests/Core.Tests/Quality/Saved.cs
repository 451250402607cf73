using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Core.Tests.Quality;

/// <summary>Takes a state through its bytes and back, as a restart does.</summary>
internal static class Saved
{
    public static T Reload<T>(Action<StateWriter> write, StateReader.Read<T> read)
    {
        var writer = new StateWriter();
        write(writer);
        var reader = new StateReader("test", writer.ToArray());
        var loaded = read(ref reader);
        reader.End();
        return loaded;
    }
}
