using Plimsoll.Quality.Sampling;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.Judging;

/// <summary>
/// Counts a batch's answers by stratum. Prompt classes are indexes of the batch's string table here, so that a request
/// that is no candidate costs no look-up of a string.
/// </summary>
internal sealed class ServedTally
{
    private const int Lengths = 4;

    private readonly List<(int PromptClass, long[] Served)> _classes = [];
    private (int PromptClass, long[]? Served) _last;

    /// <param name="promptClass">Index of the batch's string table, -1 for none.</param>
    public void Count(int promptClass, LengthTercile length)
    {
        if (_last.Served is null || _last.PromptClass != promptClass)
            _last = Find(promptClass);
        _last.Served![(int)length]++;
    }

    /// <summary>Hands everything to the sampler, at the end of the batch.</summary>
    public void Flush(Sampler sampler, in RecordBatchReader reader, long nowMs)
    {
        foreach (var (promptClass, served) in _classes)
        {
            for (var length = 0; length < Lengths; length++)
            {
                if (served[length] > 0)
                    sampler.Serve(new(reader.Text(promptClass) ?? "", (LengthTercile)length), nowMs, served[length]);
            }
        }
        _classes.Clear();
        _last = default;
    }

    private (int PromptClass, long[] Served) Find(int promptClass)
    {
        foreach (var known in _classes)
        {
            if (known.PromptClass == promptClass)
                return known;
        }
        _classes.Add((promptClass, new long[Lengths]));
        return _classes[^1];
    }
}
